// What the log tells of an instance besides counters, on its way to the standard MIBs.

using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>Makes <see cref="RowWriter{TRow}"/>s of an <see cref="ApplicationStatus"/>.</summary>
/// <param name="clock">The clock.</param>
internal sealed class ApplicationCells(TimeProvider clock)
{
    /// <summary>applOperStatus: up(1), down(2).</summary>
    public static RowWriter<InstanceCounters> OperStatus { get; } = (published, instance, ref writer) =>
    {
        if (Of(published, instance)?.IsUp is { } isUp)
        {
            writer.Integer32(isUp ? 1 : 2);
        }
    };

    /// <summary>The sessions of smtpd(8) that are open.</summary>
    public static RowWriter<InstanceCounters> Sessions { get; } =
        Columns.Gauge<InstanceCounters>((published, instance) => Of(published, instance)?.Sessions.Count);

    /// <summary>The status of an instance; null before a line has told something of it.</summary>
    public static ApplicationStatus? Of(Published published, InstanceCounters instance)
    {
        for (int i = 0; i < published.Applications.Count; i++)
        {
            if (published.Applications[i].Instance == instance.Name)
            {
                return published.Applications[i];
            }
        }

        return null;
    }

    /// <summary>A text.</summary>
    public static RowWriter<InstanceCounters> Text(Func<ApplicationStatus, string?> text) =>
        Columns.Text<InstanceCounters>((published, instance) => Of(published, instance) is { } application ? text(application) : null);

    /// <summary>A time as the master's sysUpTime.</summary>
    public RowWriter<InstanceCounters> TimeStamp(Func<ApplicationStatus, DateTimeOffset?> time) =>
        Columns.TimeStamp<InstanceCounters>((published, instance) => Of(published, instance) is { } application ? time(application) : null, clock);

    /// <summary>How long ago it was.</summary>
    public RowWriter<InstanceCounters> Since(Func<ApplicationStatus, DateTimeOffset?> time) =>
        Columns.Interval<InstanceCounters>((published, instance) =>
            Of(published, instance) is { } application ? clock.GetUtcNow() - time(application) : null);
}
