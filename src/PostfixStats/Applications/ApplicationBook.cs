// Keeps what the log tells of each instance besides counters.

using PostfixStats.Counting;
using PostfixStats.Grammar;
using PostfixStats.Journal;

namespace PostfixStats.Applications;

/// <summary>
/// Looks at the lines that have just been counted. Written by the one thread that counts; what it hands out never changes.
/// </summary>
public sealed class ApplicationBook
{
    private readonly TimeProvider _clock;
    private readonly List<ApplicationEntry> _entries = [];
    private readonly byte[] _header = new byte[128];
    private int _headerLength;
    private DateTimeOffset _time;
    private IReadOnlyList<ApplicationStatus> _snapshot;
    private bool _isChanged;

    /// <summary>Begins with what was known when the state was saved.</summary>
    public ApplicationBook(IReadOnlyList<ApplicationStatus> saved, TimeProvider clock)
    {
        _clock = clock;
        _snapshot = saved;
        _entries.AddRange(saved.Select(each => new ApplicationEntry(each)));
    }

    /// <summary>What is known of each instance that has told something; another list as soon as something has changed.</summary>
    public IReadOnlyList<ApplicationStatus> Snapshot()
    {
        if (_isChanged)
        {
            _isChanged = false;
            _snapshot = [.. _entries.Select(each => each.ToStatus())];
        }

        return _snapshot;
    }

    /// <summary>Takes a line of a file that has been counted.</summary>
    /// <param name="line">The line.</param>
    /// <param name="outcome">What counting it gave.</param>
    /// <param name="counter">Who counted it.</param>
    public void Take(ReadOnlySpan<byte> line, LineOutcome outcome, LineCounter counter)
    {
        if (counter.LastTag is { } tag && ApplicationLines.IsCandidate(outcome, tag, counter.LastEffect)
            && LineParts.TrySplit(line, out LineParts parts)
            && ApplicationLines.Read(tag.Counters, tag.Program, counter.LastEffect, parts.Message) is { Kind: not ApplicationEventKind.None } what)
        {
            Apply(tag.Counters, what, parts.Process, TimeOf(parts.Time));
        }
    }

    /// <summary>Takes an entry of the journal that has been counted.</summary>
    /// <param name="message">Its text.</param>
    /// <param name="outcome">What counting it gave.</param>
    /// <param name="counter">Who counted it.</param>
    /// <param name="reader">Stands at the entry, and tells who wrote it and when; the text may be used no more after that.</param>
    public void Take(ReadOnlySpan<byte> message, LineOutcome outcome, LineCounter counter, JournalReader reader)
    {
        if (counter.LastTag is { } tag && ApplicationLines.IsCandidate(outcome, tag, counter.LastEffect)
            && ApplicationLines.Read(tag.Counters, tag.Program, counter.LastEffect, message) is { Kind: not ApplicationEventKind.None } what)
        {
            Apply(tag.Counters, what, reader.Process, reader.Received);
        }
    }

    /// <summary>Lines were lost: a session whose end was among them would stay open for ever, so all are forgotten.</summary>
    public void MissedLines()
    {
        foreach (ApplicationEntry each in _entries)
        {
            each.ForgetSessions();
        }

        _isChanged = true;
    }

    private void Apply(InstanceCounters instance, ApplicationEvent what, int process, DateTimeOffset time)
    {
        EntryOf(instance).Apply(what, process, time);
        _isChanged = true;
    }

    /// <summary>Many lines begin alike: what was read of the last one need not be read again.</summary>
    private DateTimeOffset TimeOf(ReadOnlySpan<byte> header)
    {
        if (header.IsEmpty || !header.SequenceEqual(_header.AsSpan(0, _headerLength)))
        {
            _time = LogTime.Read(header, _clock.GetUtcNow(), _clock.LocalTimeZone);
            _headerLength = Math.Min(header.Length, _header.Length);
            header[.._headerLength].CopyTo(_header);
        }

        return _time;
    }

    private ApplicationEntry EntryOf(InstanceCounters instance)
    {
        foreach (ApplicationEntry each in _entries)
        {
            if (each.Instance == instance.Name)
            {
                return each;
            }
        }

        var added = new ApplicationEntry(new ApplicationStatus(instance.Name));
        _entries.Add(added);
        return added;
    }
}
