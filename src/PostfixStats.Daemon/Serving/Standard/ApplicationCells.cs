// What the log tells of an instance besides counters, on its way to the standard MIBs.

using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>Makes <see cref="CellReader"/>s of an <see cref="ApplicationStatus"/>.</summary>
/// <param name="clock">The clock.</param>
internal sealed class ApplicationCells(TimeProvider clock)
{
    /// <summary>The status of an instance; null before a line has told something of it.</summary>
    public static ApplicationStatus? Of(InstanceCounters instance, Published published)
    {
        foreach (ApplicationStatus each in published.Applications)
        {
            if (each.Instance == instance.Name)
            {
                return each;
            }
        }

        return null;
    }

    /// <summary>A text.</summary>
    public static CellReader Text(InstanceCounters instance, Func<ApplicationStatus, string?> text) =>
        Cells.OptionalText(published => Of(instance, published) is { } application ? text(application) : null);

    /// <summary>applOperStatus: up(1), down(2).</summary>
    public static CellReader OperStatus(InstanceCounters instance) =>
        new((published, _, _, ref writer) =>
        {
            if (Of(instance, published)?.IsUp is { } isUp)
            {
                writer.Integer32(isUp ? 1 : 2);
            }
        });

    /// <summary>The sessions of smtpd(8) that are open.</summary>
    public static CellReader Sessions(InstanceCounters instance) => Cells.Gauge(published => Of(instance, published)?.Sessions.Count);

    /// <summary>Counters, and one of the application's own; it is 0 before a line has told something.</summary>
    public static CellReader Sum(InstanceCounters instance, IReadOnlyList<int> slots, Func<ApplicationStatus, long> count) =>
        new((published, _, _, ref writer) =>
        {
            long sum = Of(instance, published) is { } application ? count(application) : 0;
            foreach (int slot in slots)
            {
                sum += published.Counters[slot];
            }

            writer.Counter32((uint)sum);
        });

    /// <summary>A time as the master's sysUpTime.</summary>
    public CellReader TimeStamp(InstanceCounters instance, Func<ApplicationStatus, DateTimeOffset?> time) =>
        Cells.TimeStamp(published => Of(instance, published) is { } application ? time(application) : null, clock);

    /// <summary>How long ago it was.</summary>
    public CellReader Since(InstanceCounters instance, Func<ApplicationStatus, DateTimeOffset?> time) =>
        Cells.IntervalSince(published => Of(instance, published) is { } application ? time(application) : null, clock);

    /// <summary>How long ago an instance was first seen.</summary>
    public CellReader SinceFirstSeen(InstanceCounters instance) => Cells.IntervalSince(_ => instance.FirstSeen, clock);
}
