using AgentX.Sessions;

namespace AgentX.Tests.Sessions;

public class ReconnectBackoffTests
{
    private readonly ReconnectBackoff _backoff = new(new Jitter(new Random(1)));

    [Fact]
    public void An_absent_master_is_tried_after_a_quarter_second_then_twice_as_long_each_time_up_to_two_seconds()
    {
        double[] expected = [0.25, 0.5, 1, 2, 2, 2, 2];
        foreach (var seconds in expected)
            Assert.InRange(_backoff.AfterUnreachable().TotalSeconds, seconds, seconds * 1.25);
    }

    [Fact]
    public void A_master_that_turns_us_down_is_left_alone_for_up_to_15_seconds()
    {
        double[] expected = [0.25, 0.5, 1, 2, 4, 8, 15, 15, 15];
        foreach (var seconds in expected)
            Assert.InRange(_backoff.AfterRejected().TotalSeconds, seconds, seconds * 1.25);
    }

    [Fact]
    public void H07_however_long_it_was_away_a_master_is_noticed_within_3_seconds()
    {
        for (var i = 0; i < 10_000; i++)
            Assert.InRange(_backoff.AfterUnreachable().TotalSeconds, 0, 2.5);
        for (var i = 0; i < 10; i++)
            _backoff.AfterRejected();
        Assert.InRange(_backoff.AfterUnreachable().TotalSeconds, 0, 2.5);
    }

    [Fact]
    public void H03_no_more_than_20_attempts_in_10_seconds()
    {
        foreach (var next in new Func<TimeSpan>[] { _backoff.AfterRejected, _backoff.AfterUnreachable, () => _backoff.AfterSession(TimeSpan.Zero) })
        {
            var attempts = 0;
            for (var time = TimeSpan.Zero; time < TimeSpan.FromSeconds(10); time += next())
                attempts++;
            Assert.InRange(attempts, 1, 20);
        }
    }

    [Fact]
    public void After_half_a_minute_of_health_it_begins_anew()
    {
        for (var i = 0; i < 5; i++)
            _backoff.AfterUnreachable();
        Assert.InRange(_backoff.AfterSession(TimeSpan.FromSeconds(29)).TotalSeconds, 2, 2.5);
        Assert.InRange(_backoff.AfterSession(TimeSpan.FromSeconds(30)).TotalSeconds, 0.25, 0.3125);
        Assert.InRange(_backoff.AfterSession(TimeSpan.FromSeconds(1)).TotalSeconds, 0.5, 0.625);
    }
}
