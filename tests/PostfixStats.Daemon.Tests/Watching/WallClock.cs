// The time of day in tests of watching, one hour east of Greenwich.

namespace PostfixStats.Daemon.Tests.Watching;

internal sealed class WallClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 23, 4, 20, 0, TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test");

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
