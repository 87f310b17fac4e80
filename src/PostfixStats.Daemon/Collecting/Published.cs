// What the counting thread hands to everyone else.

using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Collecting;

/// <summary>The counters and the agent's health at one moment.</summary>
/// <param name="Counters">The counters.</param>
/// <param name="Health">The agent's own condition.</param>
/// <param name="Source">What is read, for people.</param>
/// <param name="CountingSince">When counting began, from zero or after a loss.</param>
internal sealed record Published(CounterSnapshot Counters, Health Health, string Source, DateTimeOffset CountingSince)
{
    /// <summary>How far each source has been counted, for people; empty where that is not known.</summary>
    public string Place { get; init; } = "";

    /// <summary>The queues of the instances that are read; empty where that was not asked for.</summary>
    public IReadOnlyList<QueueSnapshot> Queues { get; init; } = [];

    /// <summary>What the log has told of each instance besides counters; empty where nobody asks for it.</summary>
    public IReadOnlyList<ApplicationStatus> Applications { get; init; } = [];
}
