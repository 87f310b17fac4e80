// The one table of everything that is served: MIB view, MIB module check and documentation follow from it.

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving;

/// <summary>
/// The objects of POSTFIX-STATS-MIB. Arcs are for ever: append, never change. The root's arcs are 0 notifications, 1 totals,
/// 2 agent, 3 instances, 4 delivery services, 99 conformance.
/// </summary>
internal sealed class MibObjects(TimeProvider clock)
{
    /// <summary>The arc of the instance table's entry below the root.</summary>
    public static ReadOnlySpan<uint> InstanceEntry => [3, 1, 1];

    /// <summary>The arc of the service table's entry below the root.</summary>
    public static ReadOnlySpan<uint> ServiceEntry => [4, 1, 1];

    /// <summary>The scalars.</summary>
    public IReadOnlyList<MibScalar> Scalars { get; } =
    [
        new(1, 1, "postfixStatsSmtpReceptions", MibSyntax.Counter32, Cells.Total(Counter.ReceivedSmtp)),
        new(1, 2, "postfixStatsLocalReceptions", MibSyntax.Counter32, Cells.Total(Counter.ReceivedLocal)),
        new(1, 3, "postfixStatsSmtpDeliveries", MibSyntax.Counter32, Cells.Total(ServiceCounter.Sent, "smtp")),
        new(1, 4, "postfixStatsLocalDeliveries", MibSyntax.Counter32, Cells.Total(ServiceCounter.Sent, "local")),
        new(1, 5, "postfixStatsSmtp4xxReplies", MibSyntax.Counter32, Cells.Total(Counter.Smtp4xx)),
        new(1, 6, "postfixStatsSmtp5xxReplies", MibSyntax.Counter32, Cells.Total(Counter.Smtp5xx)),
        new(1, 7, "postfixStatsSmtpd4xxReplies", MibSyntax.Counter32, Cells.Total(Counter.Smtpd4xx)),
        new(1, 8, "postfixStatsSmtpd5xxReplies", MibSyntax.Counter32, Cells.Total(Counter.Smtpd5xx)),

        new(2, 1, "postfixStatsAgentVersion", MibSyntax.SnmpAdminString, Cells.Text(ProgramVersion.Text)),
        new(2, 2, "postfixStatsLogSource", MibSyntax.SnmpAdminString, Cells.Source()),
        new(2, 3, "postfixStatsLogLines", MibSyntax.Counter32, Cells.Count(health => health.Lines)),
        new(2, 4, "postfixStatsUnknownLines", MibSyntax.Counter32, Cells.Total(Counter.LinesUnknown)),
        new(2, 5, "postfixStatsForeignLines", MibSyntax.Counter32, Cells.Total(Counter.LinesForeign)),
        new(2, 6, "postfixStatsUnparsedLines", MibSyntax.Counter32, Cells.Total(Counter.LinesUnparsed)),
        new(2, 7, "postfixStatsLogOctetsBehind", MibSyntax.Gauge32, Cells.Gauge(health => health.OctetsBehind), IsLive: true),
        new(2, 8, "postfixStatsLastLineTime", MibSyntax.DateAndTime, Cells.Time(published => published.Health.LastLine), IsLive: true),
        new(2, 9, "postfixStatsStateWriteErrors", MibSyntax.Counter32, Cells.Count(health => health.StateWriteErrors)),
        new(2, 10, "postfixStatsLogGaps", MibSyntax.Counter32, Cells.Count(health => health.Gaps)),
        new(2, 11, "postfixStatsCappedNames", MibSyntax.Counter32, Cells.Total(Counter.NamesCapped)),
        new(2, 12, "postfixStatsCatchingUp", MibSyntax.TruthValue, Cells.Truth(health => health.IsCatchingUp), IsLive: true),
        new(2, 13, "postfixStatsCountingSince", MibSyntax.DateAndTime, Cells.Time(published => published.CountingSince)),
        new(2, 14, "postfixStatsDiscontinuityTime", MibSyntax.TimeStamp, Cells.TimeStamp(published => published.CountingSince, clock), IsLive: true),
    ];

    /// <summary>The columns of postfixStatsInstanceTable, indexed by the instance's number.</summary>
    public static IReadOnlyList<MibColumn<InstanceCounters>> InstanceColumns { get; } =
    [
        new(2, "postfixStatsInstanceName", MibSyntax.SnmpAdminString, each => Cells.Text(each.Name)),
        new(3, "postfixStatsInstanceFirstSeen", MibSyntax.DateAndTime, each => Cells.Time(_ => each.FirstSeen)),
        new(4, "postfixStatsInstanceSmtpReceptions", MibSyntax.Counter32, each => Cells.Slot(each.Slot(Counter.ReceivedSmtp))),
        new(5, "postfixStatsInstanceLocalReceptions", MibSyntax.Counter32, each => Cells.Slot(each.Slot(Counter.ReceivedLocal))),
        new(6, "postfixStatsInstanceSmtpDeliveries", MibSyntax.Counter32, each => Cells.Slot(each, ServiceCounter.Sent, "smtp")),
        new(7, "postfixStatsInstanceLocalDeliveries", MibSyntax.Counter32, each => Cells.Slot(each, ServiceCounter.Sent, "local")),
        new(8, "postfixStatsInstanceSmtp4xxReplies", MibSyntax.Counter32, each => Cells.Slot(each.Slot(Counter.Smtp4xx))),
        new(9, "postfixStatsInstanceSmtp5xxReplies", MibSyntax.Counter32, each => Cells.Slot(each.Slot(Counter.Smtp5xx))),
        new(10, "postfixStatsInstanceSmtpd4xxReplies", MibSyntax.Counter32, each => Cells.Slot(each.Slot(Counter.Smtpd4xx))),
        new(11, "postfixStatsInstanceSmtpd5xxReplies", MibSyntax.Counter32, each => Cells.Slot(each.Slot(Counter.Smtpd5xx))),
    ];

    /// <summary>The columns of postfixStatsServiceTable, indexed by the numbers of instance and service.</summary>
    public static IReadOnlyList<MibColumn<ServiceRow>> ServiceColumns { get; } =
    [
        new(2, "postfixStatsServiceName", MibSyntax.SnmpAdminString, each => Cells.Text(each.Instance.Services[each.Row])),
        new(3, "postfixStatsServiceDeliveries", MibSyntax.Counter32, each => ServiceCell(each, ServiceCounter.Sent)),
        new(4, "postfixStatsServiceDeferrals", MibSyntax.Counter32, each => ServiceCell(each, ServiceCounter.Deferred)),
        new(5, "postfixStatsServiceBounces", MibSyntax.Counter32, each => ServiceCell(each, ServiceCounter.Bounced)),
    ];

    private static CellReader ServiceCell(ServiceRow row, ServiceCounter counter) =>
        Cells.Slot(row.Instance.Slot(counter, row.Row));
}
