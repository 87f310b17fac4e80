// Rates, from the times that the daemon saved at.

using PostfixStats.Daemon.Watching;

namespace PostfixStats.Daemon.Tests.Watching;

public sealed class RateHistoryTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 23, 4, 20, 0, TimeSpan.Zero);
    private static readonly string[] Sent = ["sent:smtp"];

    private readonly RateHistory _history = new(TimeSpan.FromSeconds(60));

    [Fact]
    public void One_reading_makes_no_rate()
    {
        Add(0, 100);
        Assert.Null(_history.PerMinute(Sent));
        Assert.Equal(TimeSpan.Zero, _history.Span);
    }

    [Fact]
    public void A_rate_is_over_the_time_between_two_saves()
    {
        Add(0, 100);
        Add(29.5, 159);
        Assert.Equal(120, _history.PerMinute(Sent));
        Assert.Equal(TimeSpan.FromSeconds(29.5), _history.Span);
    }

    [Fact]
    public void Rates_are_over_the_window_or_what_comes_next_to_it()
    {
        Add(0, 0);
        Add(25, 1000);
        Add(50, 1010);
        Add(75, 1020);
        Assert.Equal(TimeSpan.FromSeconds(75), _history.Span);
        Assert.Equal(1020 / 1.25, _history.PerMinute(Sent));
        Add(90, 1020);
        Assert.Equal(TimeSpan.FromSeconds(65), _history.Span);
        Assert.Equal(20 / (65 / 60.0), _history.PerMinute(Sent));
    }

    [Fact]
    public void A_counter_that_first_moved_just_now_began_at_zero()
    {
        _history.Add(new Reading(Begin, Begin, new Dictionary<string, long>(), [], 0));
        Add(60, 5);
        Assert.Equal(5, _history.PerMinute(Sent));
    }

    [Fact]
    public void A_reset_begins_anew_even_where_the_counters_have_grown_past_the_old_ones()
    {
        Add(0, 100);
        Add(30, 101);
        Add(60, 500, since: Begin.AddSeconds(45));
        Assert.Null(_history.PerMinute(Sent));
        Add(90, 501, since: Begin.AddSeconds(45));
        Assert.Equal(2, _history.PerMinute(Sent));
    }

    [Theory]
    [InlineData(60, 99)]
    [InlineData(-1, 101)]
    public void A_smaller_counter_or_a_clock_set_back_begins_anew(int seconds, long sent)
    {
        Add(0, 100);
        Add(seconds, sent);
        Assert.Null(_history.PerMinute(Sent));
        Assert.Equal(TimeSpan.Zero, _history.Span);
        Add(seconds + 30, sent + 3);
        Assert.Equal(6, _history.PerMinute(Sent));
    }

    [Fact]
    public void Bars_are_fifteen_seconds_of_the_clock_between_whatever_saves_there_are()
    {
        // 1 a second from 04:20:05 on, 2 a second from 04:20:35 on.
        Add(5, 0);
        Add(35, 30);
        Add(65, 90);
        double?[] course = _history.Course(Sent);
        Assert.Equal([60, 100, 120], course[^3..].Select(each => Math.Round(each!.Value, 9)));
        Assert.All(course[..^3], Assert.Null);
    }

    [Fact]
    public void The_last_five_minutes_are_kept()
    {
        for (int seconds = 0; seconds <= 900; seconds += 10)
        {
            Add(seconds, seconds);
        }

        double?[] course = _history.Course(Sent);
        Assert.Equal(RateHistory.Bars, course.Length);
        Assert.All(course, each => Assert.Equal(60, each!.Value, 9));
    }

    private void Add(double seconds, long sent, DateTimeOffset? since = null) => _history.Add(
        new Reading(Begin.AddSeconds(seconds), since ?? Begin, new Dictionary<string, long> { ["sent:smtp"] = sent, ["recv:smtp"] = 7 }, [], 0));
}
