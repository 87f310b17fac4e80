// Lines in, counters out: the one entry to the grammar.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using PostfixStats.Counting;
using PostfixStats.Messages;

namespace PostfixStats.Grammar;

/// <summary>
/// Counts the lines of one log source. Each source has its own, because syslog daemons write <c>last message repeated</c> for
/// the line before; all share the store. Not thread safe.
/// </summary>
public sealed class LineCounter
{
    private readonly CounterStore _store;
    private readonly LiveGrammar _grammar;
    private readonly LineEffect _effect = new();
    private GrammarOptions _options;
    private InstanceNames _instances;
    private TagTable _tags;
    private Tally _tally;
    private readonly JournalEntry _journal = new();
    private readonly OpenRepeats? _open;
    private readonly MessageTracker? _messages;
    private readonly KeptMessage _unknown = new();

    /// <summary>Makes a counter for one log source.</summary>
    /// <param name="store">Where the counters stand.</param>
    /// <param name="options">What is special on this host.</param>
    /// <param name="isPart">
    /// True for lines from the middle of a log, counted into a store of their own to be appended (<see cref="TryAppend"/>): what
    /// repeat lines at their beginning stand for is not known before.
    /// </param>
    /// <param name="messages">Counts messages besides, of all sources together; null where nobody wants that. Not for parts.</param>
    public LineCounter(CounterStore store, GrammarOptions options, bool isPart = false, MessageTracker? messages = null)
        : this(store, new LiveGrammar(options), isPart, messages)
    {
    }

    /// <summary>Makes a counter for one log source whose settings can change.</summary>
    /// <param name="store">Where the counters stand.</param>
    /// <param name="grammar">What is special on this host, now and later.</param>
    /// <param name="isPart">True for lines from the middle of a log, as above.</param>
    /// <param name="messages">Counts messages besides; null where nobody wants that.</param>
    public LineCounter(CounterStore store, LiveGrammar grammar, bool isPart = false, MessageTracker? messages = null)
    {
        _store = store;
        _grammar = grammar;
        _messages = messages;
        _open = isPart ? new OpenRepeats() : null;
        Use(grammar.Options);
    }

    /// <summary>
    /// What the last line moved. It has to outlive a restart together with the position in the source, because the next line may
    /// be <c>last message repeated N times</c>.
    /// </summary>
    public LineEffect LastEffect => _effect;

    /// <summary>Whose the last line of Postfix was that was no repeat line; null before there was one.</summary>
    internal TaggedProgram? LastTag => _tally.Tag;

    /// <summary>Why the last line was <see cref="LineOutcome.Unknown"/> or <see cref="LineOutcome.Unparsed"/>; else empty.</summary>
    public string Reason => _tally.Reason;

    /// <summary>
    /// Where the last line was <see cref="LineOutcome.Unknown"/>, its program and message with stars for what differs from line to
    /// line; else empty. It is made at every call.
    /// </summary>
    public string Shape => _tally.Reason.Length > 0 ? _unknown.Shape : "";

    /// <summary>Counts a line of a log file, or of <c>journalctl -o json</c>.</summary>
    /// <param name="line">The line without its line feed.</param>
    /// <returns>The <c>lines:</c> counter that was moved.</returns>
    public LineOutcome Count(ReadOnlySpan<byte> line)
    {
        Refresh();
        _tally.Reason = "";
        return TryReadUsual(line, out TaggedProgram? tag, out ReadOnlySpan<byte> message) ? CountTagged(tag, message) : CountUnusual(line);
    }

    /// <summary>The common case: a usual time, and <c>name[pid]: message</c> with a name seen before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadUsual(ReadOnlySpan<byte> line, [NotNullWhen(true)] out TaggedProgram? tag, out ReadOnlySpan<byte> message)
    {
        tag = null;
        message = SyslogHeader.SkipUsual(line);
        int open = message.IndexOfNear((byte)'[');
        if (open <= 0)
        {
            return false;
        }

        tag = _tags.Find(message[..open]);
        message = message[(open + 1)..];
        return tag is not null && message.SkipDigits() > 0 && message.Skip("]: "u8) && message is not [.., (byte)'\r'];
    }

    /// <summary>Counts a line of any layout.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private LineOutcome CountUnusual(ReadOnlySpan<byte> line)
    {
        if (line is [.., (byte)'\r'])
        {
            line = line[..^1];
        }

        int header = SyslogHeader.Length(line);
        return header == 0 ? CountWithoutHeader(line) : CountAfterHeader(line, line[header..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Refresh()
    {
        if (!ReferenceEquals(_options, _grammar.Options))
        {
            Use(_grammar.Options);
        }
    }

    /// <summary>What the last line did stays: a repeat line may follow.</summary>
    [MemberNotNull(nameof(_options), nameof(_instances), nameof(_tags), nameof(_tally))]
    private void Use(GrammarOptions options)
    {
        _options = options;
        _instances = new InstanceNames(options.InstanceNames);
        _tags = new TagTable(_store, options, _instances);
        _tally = new Tally(_tags, new Exclusions(options), _effect, options.Details, tracksMessages: _messages is not null);
    }

    private LineOutcome CountWithoutHeader(ReadOnlySpan<byte> line)
    {
        if (StructuredHeader.TryRead(line, out ReadOnlySpan<byte> application, out ReadOnlySpan<byte> message))
        {
            return CountEntry(application, message);
        }

        if (line is [(byte)'{', ..])
        {
            return _journal.TryRead(line) ? CountJson() : CountUnparsed("not a journal entry");
        }

        return CountUnparsed("no syslog header");
    }

    private LineOutcome CountJson()
    {
        LineOutcome outcome = CountEntry(_journal.Identifier, _journal.Message);
        if (outcome == LineOutcome.Unknown && _journal.IsLeftOut)
        {
            _tally.Reason = "journalctl left out the message; --all shows it";
        }

        return outcome;
    }

    /// <summary>Counts a line of more than 16 KiB, which no Postfix writes.</summary>
    public LineOutcome CountOverlong() => CountUnparsed("longer than 16 KiB");

    /// <summary>Counts an entry of the journal.</summary>
    /// <param name="identifier">SYSLOG_IDENTIFIER: the tag without process id.</param>
    /// <param name="message">MESSAGE.</param>
    /// <returns>The <c>lines:</c> counter that was moved.</returns>
    public LineOutcome CountEntry(ReadOnlySpan<byte> identifier, ReadOnlySpan<byte> message)
    {
        Refresh();
        _tally.Reason = "";
        if (_instances.LengthAtStart(identifier) > 0)
        {
            return CountTagged(_tags.FindOrAdd(identifier), message);
        }

        return RepeatLines.TryReadLast(message, out long times) ? CountRepeats(_store.Unowned, times) : CountForeign();
    }

    /// <summary>Adds what another one has counted: a part of the log that follows what was counted here.</summary>
    /// <param name="part">Made for a part of a log, with a store of its own.</param>
    /// <returns>
    /// False where the part has names over the caps. Which names fit depends on their order, so its lines have to be counted here,
    /// one after the other; nothing was added.
    /// </returns>
    public bool TryAppend(LineCounter part)
    {
        if (!_store.TryAdd(part._store))
        {
            return false;
        }

        foreach ((InstanceCounters owner, long lines) in part._open!.Lines)
        {
            InstanceCounters here = _store.Counterpart(owner);
            _store.Add(here.Slot(Counter.LinesCounted) + (int)OutcomeOfRepeat(here), lines);
        }

        LineEffect effect = _effect;
        effect.Apply(_store, part._open.Times);
        if (part._store.LinesRead > 0)
        {
            effect.Clear();
            effect.Weight = part.LastEffect.Weight;
            foreach (Move move in part.LastEffect.Moves)
            {
                effect.Add(_store.Counterpart(part._store, move.Slot), move.Amount);
            }
        }

        return true;
    }

    /// <summary>Makes this, appended by now, ready for another part of the log; the names it has seen stay.</summary>
    public void Clear()
    {
        _store.Clear();
        _effect.Clear();
        _open!.Clear();
    }

    /// <summary>Counts what follows time and host.</summary>
    private LineOutcome CountAfterHeader(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text)
    {
        if (_instances.LengthAtStart(text) > 0)
        {
            return PostfixTag.TrySplit(text, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> message)
                ? CountTagged(_tags.FindOrAdd(name), message)
                : CountForeign();
        }

        return RepeatLines.TryReadLast(text, out long times) ? CountRepeats(_store.Unowned, times)
            : ContainerPrefix.IsAtStart(line, _instances) ? CountUnparsed("a container's line")
            : CountForeign();
    }

    private LineOutcome CountTagged(TaggedProgram tag, ReadOnlySpan<byte> message) =>
        message is [(byte)'m' or (byte)'l' or (byte)'[', ..] ? CountPerhapsRepeated(tag, message) : CountMessage(tag, message);

    /// <summary>Counts what begins like repeat lines and the lines of Solaris do.</summary>
    private LineOutcome CountPerhapsRepeated(TaggedProgram tag, ReadOnlySpan<byte> message)
    {
        // "[ID 197553 mail.info] " of Solaris before every message.
        if (message.StartsWith("[ID "u8))
        {
            message.SkipPast("] "u8);
        }

        return RepeatLines.TryReadLast(message, out long times) ? CountRepeats(tag.Counters, times)
            : RepeatLines.TryReadQuoted(message, out times, out ReadOnlySpan<byte> repeated) ? CountCopies(tag, repeated, times)
            : CountMessage(tag, message);
    }

    private LineOutcome CountMessage(TaggedProgram tag, ReadOnlySpan<byte> message)
    {
        LineOutcome outcome = CountCopies(tag, message, times: 1);
        if (_messages is not null && outcome == LineOutcome.Counted && _tally.Message.Kind != MessageEventKind.None)
        {
            // Further copies of a line say nothing new about its message.
            _messages.Take(tag.Counters, message[..ByteText.CountLettersAndDigits(message)], _tally.Message);
        }

        return outcome;
    }

    private LineOutcome CountCopies(TaggedProgram tag, ReadOnlySpan<byte> message, long times)
    {
        _tally.Begin(tag);
        LineOutcome outcome = MessageLines.Read(message, _tally);
        if (outcome == LineOutcome.Counted)
        {
            _tally.End();
            _effect.Weight = times;
            _effect.Apply(_store, 1);
        }
        else
        {
            _effect.Clear();
            if (outcome == LineOutcome.Unknown)
            {
                _unknown.Keep(tag, message);
            }
        }

        return CountLine(tag.Counters, outcome);
    }

    /// <summary>Counts the line before again.</summary>
    /// <param name="owner">Whose line this is.</param>
    /// <param name="times">How many copies it stands for.</param>
    private LineOutcome CountRepeats(InstanceCounters owner, long times)
    {
        if (_open is not null && _store.LinesRead == 0)
        {
            _open.Add(owner, times);
            return LineOutcome.Counted;
        }

        _effect.Apply(_store, times);
        return CountLine(owner, OutcomeOfRepeat(owner));
    }

    private LineOutcome OutcomeOfRepeat(InstanceCounters owner) =>
        !_effect.Moves.IsEmpty ? LineOutcome.Counted
        : owner == _store.Unowned ? LineOutcome.Foreign
        : LineOutcome.Ignored;

    private LineOutcome CountForeign()
    {
        _effect.Clear();
        return CountLine(_store.Unowned, LineOutcome.Foreign);
    }

    private LineOutcome CountUnparsed(string reason)
    {
        _effect.Clear();
        _tally.Reason = reason;
        _unknown.Clear();
        return CountLine(_store.Unowned, LineOutcome.Unparsed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private LineOutcome CountLine(InstanceCounters owner, LineOutcome outcome)
    {
        _store.Add(owner.Slot(Counter.LinesCounted) + (int)outcome, 1);
        return outcome;
    }
}
