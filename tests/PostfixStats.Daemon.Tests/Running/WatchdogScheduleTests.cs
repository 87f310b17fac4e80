// When systemd is told that we live.

using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using PostfixStats.Daemon.Running;

namespace PostfixStats.Daemon.Tests.Running;

public sealed class WatchdogScheduleTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_sign_of_life_is_due_at_once_and_at_half_of_the_time()
    {
        WatchdogSchedule schedule = WatchdogSchedule.FromEnvironment("60000000", process: null, _clock);

        Assert.True(schedule.IsDue());
        Assert.False(schedule.IsDue());
        _clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(schedule.IsDue());
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(schedule.IsDue());
        Assert.False(schedule.IsDue());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("soon")]
    public void Without_a_time_there_is_no_watchdog(string? microseconds) =>
        Assert.False(WatchdogSchedule.FromEnvironment(microseconds, process: null, _clock).IsDue());

    [Fact]
    public void The_watchdog_of_another_process_is_none_of_ours()
    {
        Assert.False(WatchdogSchedule.FromEnvironment("60000000", "1", _clock).IsDue());
        Assert.True(WatchdogSchedule
            .FromEnvironment("60000000", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), _clock)
            .IsDue());
    }
}
