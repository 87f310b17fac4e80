using AgentX.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace AgentX.Tests.Sessions;

public class UptimeSyncTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly UptimeSync _uptime;

    public UptimeSyncTests() => _uptime = new UptimeSync(_clock);

    [Fact]
    public void Time_goes_on_from_the_last_answer()
    {
        Answer(1000);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1500u, _uptime.At(TimeSpan.Zero));
        Assert.Equal(1200u, _uptime.At(TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void An_event_before_the_masters_start_is_at_0()
    {
        Answer(1000);
        Assert.Equal(0u, _uptime.At(TimeSpan.FromSeconds(11)));
        Assert.Equal(0u, _uptime.At(TimeSpan.FromDays(3650)));
    }

    [Fact]
    public void The_stamp_of_one_event_stays_the_same_over_answers_that_come_late()
    {
        Answer(1000);
        var age = TimeSpan.FromSeconds(4);
        for (var second = 1; second < 100; second++)
        {
            // Asked on the second, answered in the middle of the wait, heard 300 ms after the question.
            var asked = _clock.GetTimestamp();
            _clock.Advance(TimeSpan.FromMilliseconds(300));
            _uptime.Synchronize((uint)(1000 + (second - 1) * 100 + 15), asked, _clock.GetTimestamp());
            Assert.Equal(600u, _uptime.At(age + TimeSpan.FromMilliseconds(300)));
            _clock.Advance(TimeSpan.FromMilliseconds(700));
            age += TimeSpan.FromSeconds(1);
        }
    }

    [Fact]
    public void An_answer_that_proves_the_estimate_wrong_moves_it()
    {
        Answer(1000);
        Answer(2000);
        Assert.Equal(2000u, _uptime.At(TimeSpan.Zero));
        Answer(1500);
        Assert.Equal(1500u, _uptime.At(TimeSpan.Zero));
    }

    [Fact]
    public void After_497_days_it_wraps_and_older_events_keep_their_stamps()
    {
        Answer(uint.MaxValue - 100);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Answer(99);
        Assert.Equal(99u, _uptime.At(TimeSpan.Zero));
        Assert.Equal(uint.MaxValue - 100, _uptime.At(TimeSpan.FromSeconds(2)));
    }

    private void Answer(uint sysUpTime) => _uptime.Synchronize(sysUpTime, _clock.GetTimestamp(), _clock.GetTimestamp());
}
