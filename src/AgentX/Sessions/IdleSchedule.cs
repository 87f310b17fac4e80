// When to ping: a plain policy, fed with the traffic.
namespace AgentX.Sessions;

/// <summary>Tells when nothing was heard from the master for long enough to ask whether it is there (RFC 2741 section 7.1.9).</summary>
internal sealed class IdleSchedule(TimeProvider clock, TimeSpan interval)
{
    private long _lastHeard = clock.GetTimestamp();

    /// <summary>Something came from the master: it lives.</summary>
    public void Heard() => Volatile.Write(ref _lastHeard, clock.GetTimestamp());

    /// <summary>The time until a ping is due; zero if it is now.</summary>
    public TimeSpan UntilPing()
    {
        var left = interval - clock.GetElapsedTime(Volatile.Read(ref _lastHeard));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
