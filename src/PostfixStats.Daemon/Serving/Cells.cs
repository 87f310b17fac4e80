// The few ways in which scalars are written.

using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>Makes <see cref="CellWriter"/>s.</summary>
internal static class Cells
{
    /// <summary>A delivery service's counter, summed over the instances.</summary>
    public static CellWriter Total(ServiceCounter counter, string service) =>
        (published, ref writer) => writer.Counter(published.Counters.Total(counter, service));

    /// <summary>A delivery service's counter, summed over services and instances.</summary>
    public static CellWriter Total(ServiceCounter counter) => (published, ref writer) => writer.Counter(published.Counters.Total(counter));

    /// <summary>Fixed counters, summed over the instances.</summary>
    public static CellWriter Total(params Counter[] counters) =>
        (published, ref writer) =>
        {
            long sum = 0;
            foreach (Counter counter in counters)
            {
                sum += published.Counters.Total(counter);
            }

            writer.Counter(sum);
        };

    /// <summary>A fixed row's first counter, summed over the instances.</summary>
    public static CellWriter Total(CounterFamily family, int row) =>
        (published, ref writer) =>
        {
            long sum = 0;
            foreach (InstanceCounters instance in published.Counters.Instances)
            {
                sum += published.Counters[instance.Slot(family, row, 0)];
            }

            writer.Counter(sum);
        };

    /// <summary>A count of the agent's own.</summary>
    public static CellWriter Count(Func<Health, long> count) => (published, ref writer) => writer.Counter(count(published.Health));

    /// <summary>A gauge of the agent's own.</summary>
    public static CellWriter Gauge(Func<Health, long> value) => (published, ref writer) => writer.Gauge(value(published.Health));

    /// <summary>A gauge.</summary>
    public static CellWriter Gauge(Func<Published, long> value) => (published, ref writer) => writer.Gauge(value(published));

    /// <summary>A gauge that the running daemon keeps.</summary>
    public static CellWriter Live(Func<long> value) => (_, ref writer) => writer.Gauge(value());

    /// <summary>true(1) or false(2).</summary>
    public static CellWriter Truth(Func<Health, bool> value) => (published, ref writer) => writer.Integer32(value(published.Health) ? 1 : 2);

    /// <summary>A text that does not change.</summary>
    public static CellWriter Text(string text) => (_, ref writer) => writer.Text(text);

    /// <summary>A text that is another from time to time.</summary>
    public static CellWriter Text(Func<Published, string> text) => (published, ref writer) => writer.Text(text(published));

    /// <summary>A point in time; absent where it is not known.</summary>
    public static CellWriter Time(Func<Published, DateTimeOffset?> time) =>
        (published, ref writer) =>
        {
            if (time(published) is { } known)
            {
                writer.DateAndTime(known);
            }
        };

    /// <summary>A point in time as the master's sysUpTime; absent where it is not known.</summary>
    public static CellWriter TimeStamp(Func<Published, DateTimeOffset?> time, TimeProvider clock) =>
        (published, ref writer) => writer.TimeStamp(time(published), clock);
}
