// Cuts counting into intervals, for monitoring systems that ask what happened since they asked last.

namespace PostfixStats.Counting;

/// <summary>
/// Intervals of five minutes by the clock, LibreNMS' polling interval: who asks once in each has every interval once. One that was
/// not seen from its beginning to its end is none.
/// </summary>
public sealed class Intervals
{
    /// <summary>How long an interval is.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    /// <summary>The interval under way, counted from the year 1; -1 before the first look.</summary>
    private long _number = -1;

    private long?[]? _begin;

    /// <summary>The last interval that was seen from its beginning to its end; null before there is one.</summary>
    public IntervalTotals? Last { get; private set; }

    /// <summary>Takes note of the counters, from time to time.</summary>
    public void Look(DateTimeOffset now, CounterSnapshot counters)
    {
        long number = now.UtcTicks / Length.Ticks;
        if (number == _number)
        {
            return;
        }

        long?[] totals = LibreNmsTotals.Of(counters);
        if (_begin is { } begin && number == _number + 1)
        {
            Last = new IntervalTotals(new DateTimeOffset(number * Length.Ticks, TimeSpan.Zero), [.. totals.Zip(begin, (end, start) => end - start)]);
        }

        // The first look is in the middle of an interval.
        _begin = _number < 0 ? null : totals;
        _number = number;
    }
}
