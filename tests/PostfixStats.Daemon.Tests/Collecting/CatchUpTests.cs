using PostfixStats.Following;

namespace PostfixStats.Daemon.Collecting;

public class CatchUpTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void Counting_is_behind_until_the_end_was_reached_once()
    {
        var catchUp = new CatchUp(_clock);

        Assert.True(catchUp.Update(atEnd: false, octetsBehind: 10));
        Assert.False(catchUp.IsDone);
        Assert.False(catchUp.Update(atEnd: true, octetsBehind: 0));
        Assert.True(catchUp.IsDone);
    }

    [Fact]
    public void A_busy_log_is_not_behind_for_a_few_seconds()
    {
        var catchUp = new CatchUp(_clock);
        catchUp.Update(atEnd: true, octetsBehind: 0);

        Assert.False(catchUp.Update(atEnd: false, CatchUp.OctetLimit));
        _clock.Advance(CatchUp.TimeLimit);
        Assert.False(catchUp.Update(atEnd: false, 1));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(catchUp.Update(atEnd: false, 1));
        Assert.False(catchUp.Update(atEnd: true, 0));
        Assert.False(catchUp.Update(atEnd: false, 1));
    }

    [Fact]
    public void Much_to_read_is_behind_at_once()
    {
        var catchUp = new CatchUp(_clock);
        catchUp.Update(atEnd: true, octetsBehind: 0);

        Assert.True(catchUp.Update(atEnd: true, CatchUp.OctetLimit + 1));
        Assert.True(catchUp.IsDone);
    }

    [Fact]
    public void A_jump_of_the_wall_clock_is_no_delay()
    {
        var catchUp = new CatchUp(_clock);
        catchUp.Update(atEnd: true, octetsBehind: 0);
        catchUp.Update(atEnd: false, octetsBehind: 1);

        _clock.WallClockError = TimeSpan.FromDays(1);
        Assert.False(catchUp.Update(atEnd: false, octetsBehind: 1));
    }
}
