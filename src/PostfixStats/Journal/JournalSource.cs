// Follows systemd's journal.

using PostfixStats.Applications;
using PostfixStats.Following;
using PostfixStats.Grammar;
using PostfixStats.State;

namespace PostfixStats.Journal;

/// <summary>The journal's entries of facility mail, counted from where they were left.</summary>
public sealed class JournalSource : ILogSource
{
    private readonly string? _directory;
    private readonly LineCounter _counter;
    private readonly ApplicationBook? _applications;
    private readonly ILogObserver _observer;
    private readonly bool _fromEnd;
    private JournalReader? _reader;
    private string? _cursor;
    private bool _inTrouble;

    /// <summary>Prepares to follow; nothing is opened before the first <see cref="Poll"/>.</summary>
    /// <param name="directory">A directory of journal files, or null for this machine's own journal.</param>
    /// <param name="position">Where counting stood; null at a first start.</param>
    /// <param name="fromStart">At a first start, whether to count what the journal holds already.</param>
    /// <param name="counter">Counts the entries.</param>
    /// <param name="observer">Is told of changes.</param>
    /// <param name="applications">Is shown the entries after they were counted; null where nobody asks for what it keeps.</param>
    public JournalSource(
        string? directory, JournalPosition? position, bool fromStart, LineCounter counter, ILogObserver observer, ApplicationBook? applications = null)
    {
        _applications = applications;
        _directory = directory;
        _counter = counter;
        _observer = observer;
        _fromEnd = position is null && !fromStart;
        _cursor = position?.Cursor ?? (fromStart ? "" : null);
        if (position is not null)
        {
            counter.LastEffect.Restore(position.LastEffect);
        }
    }

    /// <summary>What a journal is called, for people.</summary>
    /// <param name="directory">A directory of journal files, or empty for this machine's own journal.</param>
    public static string NameOf(string directory) => directory.Length == 0 ? "journal" : $"journal {directory}";

    /// <summary>Makes the source of one journal, as <see cref="FileSource.Follow"/> does of logs.</summary>
    /// <param name="directory">A directory of journal files, or empty for this machine's own journal.</param>
    /// <param name="document">Where counting stood.</param>
    /// <param name="fromStart">At a first start, whether to count what the journal holds already.</param>
    /// <param name="counter">Counts the entries.</param>
    /// <param name="observer">Is told of changes.</param>
    /// <param name="applications">Is shown the entries after they were counted; null where nobody asks for what it keeps.</param>
    public static IReadOnlyList<ILogSource> Follow(
        string directory, StateDocument document, bool fromStart, LineCounter counter, ILogObserver observer, ApplicationBook? applications = null)
    {
        var sources = new List<ILogSource>();
        JournalPosition? position = document.Journals.GetValueOrDefault(directory);
        sources.Add(new JournalSource(directory.Length > 0 ? directory : null, position, fromStart, counter, observer, applications));
        return sources;
    }

    /// <inheritdoc />
    public string Name => NameOf(_directory ?? "");

    /// <summary>When the newest entry that was counted was received; null before there was one.</summary>
    public DateTimeOffset? LastWritten { get; private set; }

    /// <inheritdoc />
    public bool IsCaughtUp { get; private set; }

    /// <inheritdoc />
    public bool IsBlocked => _inTrouble;

    /// <inheritdoc />
    public string Place => _cursor is { Length: > 0 } cursor ? $"{Name}:{cursor}" : Name;

    /// <inheritdoc />
    public int Gaps { get; private set; }

    /// <summary>Where counting stands; null where the journal has not been opened yet.</summary>
    public JournalPosition? Position => _cursor is null ? null : new JournalPosition(_cursor, _counter.LastEffect.Save());

    /// <inheritdoc />
    public bool Poll(long budget)
    {
        IsCaughtUp = true;
        try
        {
            _reader ??= Open();
            if (_reader.Refresh())
            {
                Reseek(_reader);
            }

            IsCaughtUp = ReadOn(_reader, budget);
        }
        catch (JournalException e)
        {
            _reader?.Dispose();
            _reader = null;
            if (!_inTrouble)
            {
                _inTrouble = true;
                _observer.Notice(LogEventKind.Unreadable, Name, e.Message);
            }
        }

        return !IsCaughtUp;
    }

    /// <inheritdoc />
    public long OctetsBehind() => 0;

    /// <inheritdoc />
    public void Save(StateDocument document)
    {
        if (Position is { } position)
        {
            document.Journals[_directory ?? ""] = position;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _reader?.Dispose();

    private JournalReader Open()
    {
        JournalReader reader = JournalReader.Open(_directory);
        try
        {
            if (_cursor is not null)
            {
                Reseek(reader);
            }
            else
            {
                _cursor = _fromEnd && reader.SeekLast() ? reader.Cursor() : "";
            }
        }
        catch
        {
            reader.Dispose();
            throw;
        }

        _inTrouble = false;
        _observer.Notice(LogEventKind.Opened, Name, _cursor.Length == 0 ? "from its beginning" : _fromEnd ? "from its end" : "where it was left");
        return reader;
    }

    /// <summary>Goes back to where counting stands.</summary>
    private void Reseek(JournalReader reader)
    {
        if (_cursor!.Length == 0)
        {
            reader.SeekStart();
        }
        else if (!reader.Seek(_cursor))
        {
            Gaps++;
            _counter.LastEffect.Clear();
            _observer.Notice(LogEventKind.Gap, Name, "the entry that was counted last has been vacuumed, and maybe later ones too");
        }
    }

    /// <summary>Reads until the end or until the budget is spent.</summary>
    /// <returns>Whether the end was reached.</returns>
    private bool ReadOn(JournalReader reader, long budget)
    {
        bool any = false;
        bool atEnd = false;
        while (budget > 0 && !atEnd)
        {
            atEnd = !reader.MoveNext();
            if (!atEnd)
            {
                any = true;
                budget -= Count(reader);
            }
        }

        if (any)
        {
            _cursor = reader.Cursor();
            LastWritten = reader.Received;
        }

        return atEnd;
    }

    /// <summary>Counts the entry the reader stands at.</summary>
    /// <returns>Its octets.</returns>
    private int Count(JournalReader reader)
    {
        // What a field points to may be used until another field is asked for; identifiers are short.
        Span<byte> identifier = stackalloc byte[256];
        ReadOnlySpan<byte> whole = reader.Identifier;
        int length = Math.Min(whole.Length, identifier.Length);
        whole[..length].CopyTo(identifier);

        ReadOnlySpan<byte> message = reader.Message;
        if (message.Length > LineStream.MaxLineLength)
        {
            _counter.CountOverlong();
        }
        else
        {
            LineOutcome outcome = _counter.CountEntry(identifier[..length], message);
            _applications?.Take(message, outcome, _counter, reader);
        }

        return message.Length;
    }
}
