// NETWORK-SERVICES-MIB, RFC 2788: each Postfix instance is a network service application.

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>applTable (mib-2 27.1), indexed by applIndex, which is the index of the instance.</summary>
internal static class NetworkServices
{
    /// <summary>The index of all tables.</summary>
    public const string ApplIndex = "applIndex";

    /// <summary>The module. Others may serve further applications in the same table, so only our columns are registered.</summary>
    /// <param name="clock">The clock.</param>
    public static StandardModule Module(TimeProvider clock) =>
        new("NETWORK-SERVICES-MIB", 27, ["applRFC2788Group"], [Applications(new ApplicationCells(clock))], OwnsTables: false);

    private static StandardTable Applications(ApplicationCells applications) => new(
        new MibTable<InstanceCounters>(
            1,
            "appl",
            "The Postfix instances.",
            "A Postfix instance that has written to the log.",
            [ApplIndex],
            Index: null,
            [
                new(2, "applName", MibSyntax.SnmpAdminString, null, "The name of the instance, as its log lines begin.", null, Columns.Text<InstanceCounters>(each => each.Name)),
                new(3, "applDirectoryName", MibSyntax.SnmpAdminString, null, "Empty: it is in no directory.", null, Columns.Text<InstanceCounters>(_ => "")),
                new(4, "applVersion", MibSyntax.SnmpAdminString, null, "What master(8) wrote when it was started or reloaded ('daemon started -- version'); absent before it did.", null,
                    ApplicationCells.Text(application => application.Version)),
                new(5, "applUptime", MibSyntax.TimeStamp, null, "The time of that line of the start ('daemon started'); absent before there was one.", null,
                    applications.TimeStamp(application => application.Started)),
                new(6, "applOperStatus", MibSyntax.Integer32, null, """
                    up(1) or down(2), as the log tells: down after postfix(1) or master(8) wrote that it ends ('stopping the Postfix mail
                    system', 'terminating on signal'), up when master(8) wrote that it was started or reloaded, or, where it wrote nothing,
                    when mail came or went. Absent before any of these. A mail system that was killed wrote nothing and stays up.
                    """, null, ApplicationCells.OperStatus),
                new(7, "applLastChange", MibSyntax.TimeStamp, null, "The time of the line that told the status; absent where mail told it.", null,
                    applications.TimeStamp(application => application.Changed)),
                new(8, "applInboundAssociations", MibSyntax.Gauge32, null, """
                    Processes of smtpd(8) that wrote 'connect from' and have not written 'disconnect from', nor were told dead by master(8).
                    Clients that were there when the daemon was first started, or when lines of the log were lost, are not among them.
                    """, null, ApplicationCells.Sessions),
                new(10, "applAccumulatedInboundAssociations", MibSyntax.Counter32, null, "Sessions of smtpd(8) ('connect from').", null,
                    Columns.Counter32<InstanceCounters>(each => each.Slot(Counter.SmtpdConnect))),
                new(12, "applLastInboundActivity", MibSyntax.TimeStamp, null, "The time of the last 'connect from' of smtpd(8).", null,
                    applications.TimeStamp(application => application.LastInbound)),
                new(13, "applLastOutboundActivity", MibSyntax.TimeStamp, null, """
                    The time of the last record of smtp(8) or lmtp(8) that was delivered or that a server replied to.
                    """, null, applications.TimeStamp(application => application.LastOutbound)),
                new(14, "applRejectedInboundAssociations", MibSyntax.Counter32, null, """
                    Clients that smtpd(8) refused when they connected ('reject: CONNECT') or for their number or rate of connections
                    ('Connection rate limit exceeded'), and rejects of postscreen(8).
                    """, null, RejectedAssociations),
                new(15, "applFailedOutboundAssociations", MibSyntax.Counter32, null, "Connections that smtp(8) and lmtp(8) could not make ('connect to').", null,
                    FailedAssociations),
                new(16, "applDescription", MibSyntax.SnmpAdminString, null, "What it is.", null, Columns.Text<InstanceCounters>(_ => "Postfix mail system, as its log tells")),
            ],
            Tables.InstanceRows),
        FirstArc: 2,
        [
            "applName", "applDirectoryName", "applVersion", "applUptime", "applOperStatus", "applLastChange", "applInboundAssociations",
            "applOutboundAssociations", "applAccumulatedInboundAssociations", "applAccumulatedOutboundAssociations",
            "applLastInboundActivity", "applLastOutboundActivity", "applRejectedInboundAssociations", "applFailedOutboundAssociations",
            "applDescription", "applURL",
        ]);

    /// <summary>Clients that were refused when they connected.</summary>
    public static RowWriter<InstanceCounters> RejectedAssociations { get; } = Columns.Sum<InstanceCounters>(Rejections.OfConnections);

    /// <summary>Connections that could not be made.</summary>
    public static RowWriter<InstanceCounters> FailedAssociations { get; } =
        Columns.Sum<InstanceCounters>((published, instance) => ApplicationCells.Of(published, instance)?.FailedConnections ?? 0);
}
