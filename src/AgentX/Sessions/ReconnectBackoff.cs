// How long to wait before the next attempt to reach a master: a plain policy, the waiting is its caller's.
namespace AgentX.Sessions;

/// <summary>
/// Doubling delays with jitter from a quarter of a second: to 2 s while no master is there, so that its return is noticed
/// within 3 s however long it was away; to 15 s while one is there but turns us down.
/// </summary>
internal sealed class ReconnectBackoff(Jitter jitter)
{
    /// <summary>A session that lasted this long was healthy: the delays begin anew.</summary>
    public static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MostUnreachable = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MostRejected = TimeSpan.FromSeconds(15);

    private int _step;

    /// <summary>The delay after no master could be connected to.</summary>
    public TimeSpan AfterUnreachable() => Next(MostUnreachable);

    /// <summary>The delay after a master took the connection but no session was opened.</summary>
    public TimeSpan AfterRejected() => Next(MostRejected);

    /// <summary>The delay after a session ended that was open for <paramref name="duration"/>.</summary>
    public TimeSpan AfterSession(TimeSpan duration)
    {
        if (duration >= Healthy)
            _step = 0;
        return Next(MostUnreachable);
    }

    private TimeSpan Next(TimeSpan most)
    {
        var delay = First * (1 << _step);
        if (delay < MostRejected)
            _step++;
        if (delay > most)
            delay = most;

        // Up to a quarter more, so that many subagents of one restarted master do not return in step.
        return jitter.Between(delay, delay * 1.25);
    }
}
