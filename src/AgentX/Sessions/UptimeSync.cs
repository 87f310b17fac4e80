// Tells the master's sysUpTime between its answers.
// Each answer bounds the master's clock from both sides: sysUpTime was read after the question left and before
// the answer arrived. The estimate moves only when an answer proves it wrong, so that the TimeStamp of one event
// reads the same in every poll.
namespace AgentX.Sessions;

/// <summary>The master's sysUpTime (RFC 2741 section 6.2.16, res.sysUpTime), followed by the local monotonic clock.</summary>
internal sealed class UptimeSync(TimeProvider clock)
{
    private const long TicksPerHundredth = TimeSpan.TicksPerMillisecond * 10;
    private const long Wrap = 1L << 32;

    private readonly long _origin = clock.GetTimestamp();
    private long _offset;
    private bool _known;

    /// <summary>Takes an answer's sysUpTime, with the local timestamps of question and answer.</summary>
    public void Synchronize(uint sysUpTime, long askedAt, long answeredAt)
    {
        long uptime = sysUpTime;
        if (_known)
        {
            // After 497 days sysUpTime begins anew; a session cannot outlive its master, so it is no restart.
            var expected = (LocalTicks(answeredAt) + _offset) / TicksPerHundredth;
            uptime += Math.Max(0, (expected - uptime + (Wrap / 2)) / Wrap) * Wrap;
        }

        var least = (uptime * TicksPerHundredth) - LocalTicks(answeredAt);
        var most = ((uptime + 1) * TicksPerHundredth) - 1 - LocalTicks(askedAt);
        Interlocked.Exchange(ref _offset, _known ? Math.Clamp(_offset, least, most) : least + ((most - least) / 2));
        _known = true;
    }

    /// <summary>sysUpTime, in hundredths of a second, when the event happened that is <paramref name="age"/> old; 0 if before the master's start.</summary>
    public uint At(TimeSpan age)
    {
        var ticks = LocalTicks(clock.GetTimestamp()) + Interlocked.Read(ref _offset) - age.Ticks;
        return ticks <= 0 ? 0 : unchecked((uint)(ticks / TicksPerHundredth));
    }

    private long LocalTicks(long timestamp) => clock.GetElapsedTime(_origin, timestamp).Ticks;
}
