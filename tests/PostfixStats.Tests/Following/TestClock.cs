// Time for tests of following: the wall clock is the real one, because files get their times from it; intervals pass when told to.

namespace PostfixStats.Following;

internal sealed class TestClock : TimeProvider
{
    private long _timestamp = 1;

    /// <summary>How far the wall clock is off.</summary>
    public TimeSpan WallClockError { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _timestamp;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + WallClockError;

    public void Advance(TimeSpan time) => _timestamp += time.Ticks;
}
