// Follows systemd's journal.

using PostfixStats.Following;
using PostfixStats.Grammar;

namespace PostfixStats.Journal;

/// <summary>The journal's entries of facility mail, counted from where they were left.</summary>
public sealed class JournalSource : IDisposable
{
    private readonly string? _directory;
    private readonly LineCounter _counter;
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
    public JournalSource(string? directory, JournalPosition? position, bool fromStart, LineCounter counter, ILogObserver observer)
    {
        _directory = directory;
        _counter = counter;
        _observer = observer;
        _fromEnd = position is null && !fromStart;
        _cursor = position?.Cursor ?? (fromStart ? "" : null);
        foreach (int slot in position?.LastEffect ?? [])
        {
            counter.LastEffect.Add(slot);
        }
    }

    /// <summary>What is followed, for people.</summary>
    public string Name => _directory is null ? "journal" : $"journal {_directory}";

    /// <summary>When the newest entry that was counted was received; null before there was one.</summary>
    public DateTimeOffset? LastWritten { get; private set; }

    /// <summary>Whether all that the journal holds has been counted, as far as the last <see cref="Poll"/> saw.</summary>
    public bool IsCaughtUp { get; private set; }

    /// <summary>How many times entries were lost.</summary>
    public int Gaps { get; private set; }

    /// <summary>Where counting stands; null where the journal has not been opened yet.</summary>
    public JournalPosition? Position => _cursor is null ? null : new JournalPosition(_cursor, _counter.LastEffect.Slots.ToArray());

    /// <summary>Counts what is new.</summary>
    /// <param name="budget">About how many octets to read at most.</param>
    /// <returns>True where more is waiting.</returns>
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
            _counter.CountEntry(identifier[..length], message);
        }

        return message.Length;
    }
}
