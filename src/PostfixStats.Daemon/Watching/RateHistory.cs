// The rates of counters, from what was saved one time and another.

namespace PostfixStats.Daemon.Watching;

/// <summary>
/// Keeps the readings of the last minutes. A rate is the difference of two of them over the time between the two saves: it does not
/// matter when they were looked at. A reset begins a new history, so that no rate is negative.
/// </summary>
/// <param name="window">The time that rates are over, or the next longer one that two saves are apart.</param>
internal sealed class RateHistory(TimeSpan window)
{
    /// <summary>How many bars a course has.</summary>
    public const int Bars = 20;

    /// <summary>The time that one bar stands for; bars begin and end at its multiples, so that they move on but do not change.</summary>
    public static readonly TimeSpan BarLength = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan CourseLength = Bars * BarLength;

    private readonly List<Reading> _readings = [];

    /// <summary>The last reading; null before the first.</summary>
    public Reading? Last => _readings.Count > 0 ? _readings[^1] : null;

    /// <summary>The time that rates are over; zero while there are none.</summary>
    public TimeSpan Span => Last is { } last ? last.At - Base(last).At : TimeSpan.Zero;

    /// <summary>Takes note of a reading.</summary>
    public void Add(Reading reading)
    {
        if (Last?.CanBecome(reading) == false)
        {
            _readings.Clear();
        }

        if (Last?.At == reading.At)
        {
            _readings.RemoveAt(_readings.Count - 1);
        }

        _readings.Add(reading);
        DateTimeOffset oldest = reading.At - (window > CourseLength + BarLength ? window : CourseLength + BarLength);
        while (_readings.Count > 1 && _readings[1].At <= oldest)
        {
            _readings.RemoveAt(0);
        }
    }

    /// <summary>How much some counters grow in a minute; null while that is not known.</summary>
    public double? PerMinute(IReadOnlyList<string> names)
    {
        if (Last is not { } last || Base(last) is not { } before || before == last)
        {
            return null;
        }

        return (last.Sum(names) - before.Sum(names)) / (last.At - before.At).TotalMinutes;
    }

    /// <summary>The rates per minute within each bar's time, the last whole one at the end; null where that is not known.</summary>
    public double?[] Course(IReadOnlyList<string> names)
    {
        var course = new double?[Bars];
        if (Last is not { } last)
        {
            return course;
        }

        var end = new DateTimeOffset(last.At.UtcTicks / BarLength.Ticks * BarLength.Ticks, TimeSpan.Zero);
        double? after = ValueAt(end, names);
        for (int bar = Bars - 1; bar >= 0 && after is not null; bar--)
        {
            end -= BarLength;
            double? before = ValueAt(end, names);
            course[bar] = (after - before) / BarLength.TotalMinutes;
            after = before;
        }

        return course;
    }

    /// <summary>The reading that rates begin at: the last one that is old enough, else the oldest.</summary>
    private Reading Base(Reading last) => _readings.FindLast(each => last.At - each.At >= window) ?? _readings[0];

    /// <summary>What the counters were at a moment between two readings, if they grew evenly; null before the first reading.</summary>
    private double? ValueAt(DateTimeOffset moment, IReadOnlyList<string> names)
    {
        int next = _readings.FindIndex(each => each.At >= moment);
        if (next < 0 || (next == 0 && _readings[0].At > moment))
        {
            return null;
        }

        Reading after = _readings[next];
        Reading before = _readings[Math.Max(next - 1, 0)];
        double part = before == after ? 0 : (moment - before.At) / (after.At - before.At);
        long start = before.Sum(names);
        return start + (part * (after.Sum(names) - start));
    }
}
