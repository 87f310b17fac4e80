// What the state file remembers besides the counters.

using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Journal;
using PostfixStats.Queues;

namespace PostfixStats.State;

/// <summary>Everything that survives a restart, except the counters themselves.</summary>
public sealed class StateDocument
{
    /// <summary>When it was saved: the daemon's heartbeat.</summary>
    public DateTimeOffset Saved { get; set; }

    /// <summary>
    /// When counting began, from zero or after a loss: counters have no discontinuity since. It has the precision of the file,
    /// milliseconds, so that a restart does not change it.
    /// </summary>
    public DateTimeOffset CountingSince
    {
        get;
        set => field = value.AddTicks(-(value.Ticks % TimeSpan.TicksPerMillisecond));
    }

    /// <summary>How often lines were lost.</summary>
    public long Gaps { get; set; }

    /// <summary>How often the state could not be written.</summary>
    public long WriteErrors { get; set; }

    /// <summary>Which generation of the memory of messages belongs to the counters (<see cref="Messages.MessageTracker.Generation"/>); 0 for none.</summary>
    public ulong QueueIds { get; set; }

    /// <summary>Where counting stands in each log, by the log's name.</summary>
    public Dictionary<string, SavedLog> Logs { get; } = new(StringComparer.Ordinal);

    /// <summary>Where counting stands in each journal, by its directory; this machine's own has an empty name.</summary>
    public Dictionary<string, JournalPosition> Journals { get; } = new(StringComparer.Ordinal);

    /// <summary>What was counted in the last five minutes; null where no such interval was seen yet.</summary>
    public IntervalTotals? LastInterval { get; set; }

    /// <summary>What the log has told of each instance besides counters; empty where nobody asks for it.</summary>
    public IReadOnlyList<ApplicationStatus> Applications { get; set; } = [];

    /// <summary>The queues of each instance as they were last read; gauges, which keep the time of their reading.</summary>
    public IReadOnlyList<QueueSnapshot> Queues { get; set; } = [];
}
