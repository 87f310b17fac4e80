// Log in, counters and state out: everything the counting thread does, without the thread.

using System.Buffers;
using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Daemon.Queues;
using PostfixStats.Following;
using PostfixStats.Messages;
using PostfixStats.Queues;
using PostfixStats.State;

namespace PostfixStats.Daemon.Collecting;

/// <summary>Follows the logs, counts their lines, publishes snapshots and commits the state.</summary>
internal sealed class Collector : IDisposable
{
    /// <summary>Octets to read before looking at anything else, so that a backlog delays neither commits nor snapshots.</summary>
    private const long Budget = 8 << 20;

    /// <summary>No two snapshots are closer: a backlog changes counters all the time.</summary>
    private static readonly TimeSpan PublishInterval = TimeSpan.FromMilliseconds(100);

    private readonly CounterStore _store;
    private readonly MessageTracker _messages;
    private readonly StateDocument _document;
    private readonly ILogSource[] _sources;
    private readonly QueueBoard _queues;
    private readonly ApplicationBook? _applications;
    private readonly Intervals _intervals = new();
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly StateCommitter _committer;
    private readonly ICollectorObserver _observer;
    private readonly TimeProvider _clock;
    private readonly CommitSchedule _schedule;
    private readonly CatchUp _catchUp;
    private readonly string _sourceName;
    private readonly long _gapsBefore;
    private bool _holdBack;
    private long _lastPublished;
    private long _committedLines = -1;
    private IReadOnlyList<QueueSnapshot>? _committedQueues;
    private bool _writable = true;
    private Published _latest;

    /// <summary>Takes over a loaded state.</summary>
    /// <param name="loaded">The state, as it was found.</param>
    /// <param name="messages">The memory of messages that belongs to it, which the sources' counters share.</param>
    /// <param name="files">Where to write them.</param>
    /// <param name="newSources">Makes the sources, from the store and the positions.</param>
    /// <param name="queues">What others read of the queues, to be published and saved beside the counters.</param>
    /// <param name="observer">Is told of what changes.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="applications">What the sources keep besides, to be published and saved as well; null where nobody asks for it.</param>
    public Collector(
        LoadResult loaded,
        MessageTracker messages,
        StateFiles files,
        Func<CounterStore, StateDocument, IReadOnlyList<ILogSource>> newSources,
        QueueBoard queues,
        ICollectorObserver observer,
        TimeProvider clock,
        ApplicationBook? applications = null)
    {
        _store = loaded.Store;
        _messages = messages;
        _document = loaded.Document ?? new StateDocument { CountingSince = clock.GetUtcNow(), Saved = clock.GetUtcNow() };
        _sources = [.. newSources(_store, _document)];
        _queues = queues;
        _applications = applications;
        _committer = new StateCommitter(files);
        _observer = observer;
        _clock = clock;
        _schedule = new CommitSchedule(clock);
        _catchUp = new CatchUp(clock);
        _sourceName = string.Join(", ", _sources.Select(source => source.Name));
        _gapsBefore = _document.Gaps;
        _holdBack = loaded.IsPrevious;
        _queues.PutInto(_document, _store);
        _latest = Snapshot(Look(isBehind: true));
    }

    /// <summary>The newest snapshot; may be read on any thread.</summary>
    public Published Latest => Volatile.Read(ref _latest);

    /// <summary>Whether the logs were read to their end once: from then on pollers see counters that only grow.</summary>
    public bool IsCaughtUp => _catchUp.IsDone;

    /// <summary>Whether the state is being written just now.</summary>
    public bool IsCommitting => _committer.IsBusy;

    /// <summary>Writes the state for the first time, before anything else is done.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public void CommitFirst()
    {
        if (!_holdBack)
        {
            Write();
            _schedule.Committed();
        }
    }

    /// <summary>Reads what is new, once.</summary>
    /// <returns>True where more is waiting.</returns>
    public bool Poll()
    {
        bool more = false;
        bool atEnd = true;
        _messages.Advance(_clock.GetUtcNow());
        foreach (ILogSource source in _sources)
        {
            more |= source.Poll(Budget);
            atEnd &= source.IsCaughtUp && !(_holdBack && source.IsBlocked);
        }

        _queues.PutInto(_document, _store);
        bool isBehind = _catchUp.Update(atEnd, OctetsBehind());
        if (atEnd && _holdBack)
        {
            EndFallback();
        }

        if (!more || _clock.GetElapsedTime(_lastPublished) >= PublishInterval)
        {
            Publish(Look(isBehind));
        }

        Commit();
        return more;
    }

    /// <summary>Writes the state for the last time.</summary>
    public void Stop()
    {
        try
        {
            if (!_holdBack)
            {
                _committer.Wait();
                Write();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _observer.StateNotWritten(e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (ILogSource source in _sources)
        {
            source.Dispose();
        }
    }

    /// <summary>
    /// What the damaged copy had counted has been counted again, and more: the numbers go on from there. With lines lost on
    /// the way they may be lower, and then they are new numbers.
    /// </summary>
    private void EndFallback()
    {
        _holdBack = false;
        if (GapsSinceStart() > 0)
        {
            _document.CountingSince = _clock.GetUtcNow();
        }
    }

    /// <summary>Hands out a snapshot where anything has changed.</summary>
    private void Publish(in Health health)
    {
        _lastPublished = _clock.GetTimestamp();
        Health before = _latest.Health;
        if (health == before && ReferenceEquals(_document.Queues, _latest.Queues))
        {
            return;
        }

        Volatile.Write(ref _latest, Snapshot(health));
        _observer.Published(_latest);
        if (health.IsCatchingUp != before.IsCatchingUp)
        {
            _observer.CatchingUpChanged(_latest);
        }
    }

    private Published Snapshot(in Health health) =>
        new(_store.Snapshot(), health, _sourceName, _document.CountingSince)
        {
            Queues = _document.Queues,
            Applications = _applications?.Snapshot() ?? [],
            Place = string.Join(", ", _sources.Select(source => source.Place)),
        };

    private Health Look(bool isBehind)
    {
        long gaps = _gapsBefore + GapsSinceStart();
        if (gaps != _document.Gaps)
        {
            _document.Gaps = gaps;
            _messages.MissedLines();
            _applications?.MissedLines();
        }

        DateTimeOffset? lastWritten = null;
        foreach (ILogSource source in _sources)
        {
            lastWritten = lastWritten > source.LastWritten ? lastWritten : source.LastWritten ?? lastWritten;
        }

        return new Health(_store.LinesRead, OctetsBehind(), lastWritten, _document.WriteErrors, _document.Gaps, _messages.Remembered, isBehind, !_writable);
    }

    private int GapsSinceStart()
    {
        int gaps = 0;
        foreach (ILogSource source in _sources)
        {
            gaps += source.Gaps;
        }

        return gaps;
    }

    private long OctetsBehind()
    {
        long octets = 0;
        foreach (ILogSource source in _sources)
        {
            octets += source.OctetsBehind();
        }

        return octets;
    }

    private void Commit()
    {
        NoteOutcome();
        if (_committer.IsBusy || _holdBack)
        {
            return;
        }

        long lines = _store.LinesRead;
        if (_schedule.IsDue(changed: lines != _committedLines || !ReferenceEquals(_document.Queues, _committedQueues)))
        {
            MessageBlock? messages = _messages.NextBlock(_committer.WantsWholeMessages);
            _committer.Begin(FormatState(), messages);
            _schedule.Committed();
            _committedLines = lines;
            _committedQueues = _document.Queues;
        }
    }

    /// <summary>Tells once that the state cannot be written, and once that it can again.</summary>
    private void NoteOutcome()
    {
        if (!_committer.TakeOutcome(out Exception? failure))
        {
            return;
        }

        if (failure is not null)
        {
            _document.WriteErrors++;
            _committedLines = -1;
            if (_writable)
            {
                _observer.StateNotWritten(failure);
            }
        }
        else if (!_writable)
        {
            _observer.StateWrittenAgain();
        }

        _writable = failure is null;
    }

    private void Write()
    {
        MessageBlock? messages = _messages.NextBlock(_committer.WantsWholeMessages);
        _committer.Write(FormatState(), messages);
    }

    /// <summary>Nothing is being written when this is called: the text takes the place of the one before.</summary>
    private ReadOnlyMemory<byte> FormatState()
    {
        _document.QueueIds = _messages.Generation;
        _document.Saved = _clock.GetUtcNow();
        _document.Applications = _applications?.Snapshot() ?? [];
        foreach (ILogSource source in _sources)
        {
            source.Save(_document);
        }

        CounterSnapshot counters = _store.Snapshot();
        if (_catchUp.IsDone)
        {
            _intervals.Look(_document.Saved, counters);
            _document.LastInterval = _intervals.Last ?? _document.LastInterval;
        }

        _text.ResetWrittenCount();
        StateWriter.Format(_text, _document, counters);
        return _text.WrittenMemory;
    }
}
