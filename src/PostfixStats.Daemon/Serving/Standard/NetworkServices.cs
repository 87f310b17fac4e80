// NETWORK-SERVICES-MIB, RFC 2788: each Postfix instance is a network service application.

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>applTable (mib-2 27.1), indexed by applIndex, which is the index of the instance.</summary>
internal static class NetworkServices
{
    /// <summary>The index of all tables.</summary>
    public const string ApplIndex = "applIndex";

    /// <summary>The module. Others may serve further applications in the same table, so only our columns are registered.</summary>
    public static StandardModule Module { get; } = new("NETWORK-SERVICES-MIB", 27, ["applRFC2788Group"], [Applications()], OwnsTables: false);

    private static StandardTable Applications() => new(
        new MibTable<InstanceCounters>(
            1,
            "appl",
            "The Postfix instances.",
            "A Postfix instance that has written to the log.",
            [ApplIndex],
            Index: null,
            [
                new(2, "applName", MibSyntax.SnmpAdminString, null, "The name of the instance, as its log lines begin.", null, each => Cells.Text(each.Name)),
                new(3, "applDirectoryName", MibSyntax.SnmpAdminString, null, "Empty: it is in no directory.", null, _ => Cells.Text("")),
                new(10, "applAccumulatedInboundAssociations", MibSyntax.Counter32, null, "Sessions of smtpd(8) ('connect from').", null,
                    each => Cells.Slot(each.Slot(Counter.SmtpdConnect))),
                new(14, "applRejectedInboundAssociations", MibSyntax.Counter32, null, "Clients that smtpd(8) refused when they connected ('reject: CONNECT').", null,
                    each => Cells.Sum(Rejections.OfConnections(each))),
                new(16, "applDescription", MibSyntax.SnmpAdminString, null, "What it is.", null, _ => Cells.Text("Postfix mail system, as its log tells")),
            ],
            Tables.InstanceRows),
        FirstArc: 2,
        [
            "applName", "applDirectoryName", "applVersion", "applUptime", "applOperStatus", "applLastChange", "applInboundAssociations",
            "applOutboundAssociations", "applAccumulatedInboundAssociations", "applAccumulatedOutboundAssociations",
            "applLastInboundActivity", "applLastOutboundActivity", "applRejectedInboundAssociations", "applFailedOutboundAssociations",
            "applDescription", "applURL",
        ]);
}
