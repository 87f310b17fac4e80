// When to write the state file.

namespace PostfixStats.State;

/// <summary>On change at most once in <see cref="ShortestInterval"/>, and as a heartbeat once in <see cref="LongestInterval"/>.</summary>
public sealed class CommitSchedule(TimeProvider clock)
{
    /// <summary>No two commits are closer.</summary>
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);

    /// <summary>No two commits are further apart.</summary>
    public static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(30);

    private long? _last;

    /// <summary>Whether to commit now.</summary>
    /// <param name="changed">Whether there is anything new.</param>
    public bool IsDue(bool changed) =>
        _last is not { } last || clock.GetElapsedTime(last) >= (changed ? ShortestInterval : LongestInterval);

    /// <summary>Notes that a commit is made, or was tried, now.</summary>
    public void Committed() => _last = clock.GetTimestamp();
}
