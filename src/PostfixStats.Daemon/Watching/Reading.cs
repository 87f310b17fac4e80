// One save of the daemon's, as far as it is shown.

using PostfixStats.Counting;
using PostfixStats.Queues;
using PostfixStats.State;

namespace PostfixStats.Daemon.Watching;

/// <summary>The counters of all instances together, at one moment.</summary>
/// <param name="At">When the daemon saved them.</param>
/// <param name="Since">When it began to count.</param>
/// <param name="Counters">The values by name, with the details; one that is not there is 0.</param>
/// <param name="Queues">The queues as they were last read.</param>
/// <param name="Gaps">How often lines of the log were lost.</param>
internal sealed record Reading(
    DateTimeOffset At, DateTimeOffset Since, IReadOnlyDictionary<string, long> Counters, IReadOnlyList<QueueSnapshot> Queues, long Gaps)
{
    /// <summary>Takes out of a state what is shown of it.</summary>
    public static Reading Of(SavedState saved) => new(
        saved.Document.Saved,
        saved.Document.CountingSince,
        saved.Counters.Snapshot().Named(instance: null, CounterSet.Details),
        saved.Document.Queues,
        saved.Document.Gaps);

    /// <summary>The sum of some counters.</summary>
    public long Sum(IEnumerable<string> names) => names.Sum(name => Counters.GetValueOrDefault(name));

    /// <summary>Whether a later reading can have grown out of this one; else counting began anew between them, or the clock was set back.</summary>
    public bool CanBecome(Reading later) =>
        Since == later.Since && At <= later.At && Counters.All(each => each.Value <= later.Counters.GetValueOrDefault(each.Key));
}
