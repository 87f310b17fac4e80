// How often the master agent was reached.

namespace PostfixStats.Daemon.Serving;

/// <summary>Counts the sessions with the master agent since the daemon started.</summary>
internal sealed class SessionCount
{
    private long _opened;

    /// <summary>How many were opened.</summary>
    public long Opened => Interlocked.Read(ref _opened);

    /// <summary>One more was opened.</summary>
    public void Add() => Interlocked.Increment(ref _opened);
}
