using Microsoft.Extensions.Time.Testing;

namespace PostfixStats.State;

public class CommitScheduleTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_first_commit_is_due_at_once() => Assert.True(new CommitSchedule(_clock).IsDue(changed: false));

    [Fact]
    public void A_change_waits_for_a_second_and_no_longer()
    {
        var schedule = new CommitSchedule(_clock);
        schedule.Committed();

        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(schedule.IsDue(changed: true));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(schedule.IsDue(changed: true));
    }

    [Fact]
    public void Without_a_change_there_is_a_heartbeat_every_thirty_seconds()
    {
        var schedule = new CommitSchedule(_clock);
        schedule.Committed();

        _clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(schedule.IsDue(changed: false));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(schedule.IsDue(changed: false));
    }

    [Fact]
    public void A_jump_of_the_wall_clock_makes_nothing_due()
    {
        var clock = new Following.TestClock();
        var schedule = new CommitSchedule(clock);
        schedule.Committed();

        clock.WallClockError = TimeSpan.FromDays(1);
        Assert.False(schedule.IsDue(changed: true));
    }
}
