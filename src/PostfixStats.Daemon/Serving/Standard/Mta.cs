// MTA-MIB, RFC 2789: what a message transfer agent does, in all, by groups, and by status code.

using AgentX;
using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>mtaTable, mtaGroupTable and mtaGroupErrorTable (mib-2 28.1, 28.2, 28.5), as far as the log tells.</summary>
internal static class Mta
{
    private const string GroupIndex = "mtaGroupIndex";

    /// <summary>applTCPProtoID (RFC 2788), below which a protocol has the number of its port.</summary>
    private static readonly ObjectIdentifier TcpProtocol = new(1, 3, 6, 1, 2, 1, 27, 4);

    /// <summary>The module.</summary>
    public static StandardModule Module { get; } = new("MTA-MIB", 28, ["mtaRFC2789Group", "mtaRFC2789ErrorGroup"], [Whole(), Groups(), Errors()], OwnsTables: true);

    private static StandardTable Whole() => new(
        new MibTable<InstanceCounters>(
            1,
            "mta",
            "What each Postfix instance does in all.",
            "A Postfix instance.",
            [NetworkServices.ApplIndex],
            Index: null,
            [
                Counter32<InstanceCounters>(9, "mtaTransmittedRecipients", "Recipients delivered to ('status=sent'), but for hops to a filter on this host.", Delivered),
                Counter32<InstanceCounters>(12, "mtaLoopsDetected", "Delivery records and rejects with the status code X.4.6.", Loops),
            ],
            Tables.InstanceRows),
        FirstArc: 1,
        [
            "mtaReceivedMessages", "mtaStoredMessages", "mtaTransmittedMessages", "mtaReceivedVolume", "mtaStoredVolume",
            "mtaTransmittedVolume", "mtaReceivedRecipients", "mtaStoredRecipients", "mtaTransmittedRecipients",
            "mtaSuccessfulConvertedMessages", "mtaFailedConvertedMessages", "mtaLoopsDetected",
        ]);

    private static StandardTable Groups() => new(
        new MibTable<MailGroup>(
            2,
            "mtaGroup",
            "The same by groups: reception, delivery, and each delivery service.",
            "A group; what does not apply to it is absent.",
            [NetworkServices.ApplIndex, GroupIndex],
            Index: null,
            [
                Counter32<MailGroup>(3, "mtaGroupRejectedMessages", "Reception: rejects from MAIL to the end of the message, once for each recipient that was refused.",
                    group => group.Kind == MailGroupKind.Reception ? Cells.Sum(Rejections.OfMessages(group.Instance)) : Cells.None),
                Counter32<MailGroup>(11, "mtaGroupTransmittedRecipients", "Delivery and its services: recipients delivered to ('status=sent').", TransmittedRecipients),
                Counter32<MailGroup>(15, "mtaGroupAccumulatedInboundAssociations", "Reception: sessions of smtpd(8) ('connect from').",
                    group => group.Kind == MailGroupKind.Reception ? Cells.Slot(group.Instance.Slot(Counter.SmtpdConnect)) : Cells.None),
                Counter32<MailGroup>(19, "mtaGroupRejectedInboundAssociations", "Reception: clients that smtpd(8) refused when they connected.",
                    group => group.Kind == MailGroupKind.Reception ? Cells.Sum(Rejections.OfConnections(group.Instance)) : Cells.None),
                new(24, "mtaGroupMailProtocol", MibSyntax.ObjectIdentifier, null, "The services smtp and lmtp: their protocol.", null, Protocol),
                new(25, "mtaGroupName", MibSyntax.SnmpAdminString, null, "reception, delivery, or the name of the service.", null, group => Cells.Text(group.Name)),
                new(28, "mtaGroupDescription", MibSyntax.SnmpAdminString, null, "What it stands for.", null, group => Cells.Text(group.Description)),
                new(31, "mtaGroupHierarchy", MibSyntax.Integer32, null, "-1, or for a service the index of the group delivery.", null, group => Cells.Number(group.Hierarchy)),
                Counter32<MailGroup>(33, "mtaGroupLoopsDetected", "Delivery: records with the status code X.4.6.",
                    group => group.Kind == MailGroupKind.Delivery ? Loops(group.Instance) : Cells.None),
            ],
            MailGroup.Rows),
        FirstArc: 2,
        [
            "mtaGroupReceivedMessages", "mtaGroupRejectedMessages", "mtaGroupStoredMessages", "mtaGroupTransmittedMessages",
            "mtaGroupReceivedVolume", "mtaGroupStoredVolume", "mtaGroupTransmittedVolume", "mtaGroupReceivedRecipients",
            "mtaGroupStoredRecipients", "mtaGroupTransmittedRecipients", "mtaGroupOldestMessageStored", "mtaGroupInboundAssociations",
            "mtaGroupOutboundAssociations", "mtaGroupAccumulatedInboundAssociations", "mtaGroupAccumulatedOutboundAssociations",
            "mtaGroupLastInboundActivity", "mtaGroupLastOutboundActivity", "mtaGroupRejectedInboundAssociations",
            "mtaGroupFailedOutboundAssociations", "mtaGroupInboundRejectionReason", "mtaGroupOutboundConnectFailureReason",
            "mtaGroupScheduledRetry", "mtaGroupMailProtocol", "mtaGroupName", "mtaGroupSuccessfulConvertedMessages",
            "mtaGroupFailedConvertedMessages", "mtaGroupDescription", "mtaGroupURL", "mtaGroupCreationTime", "mtaGroupHierarchy",
            "mtaGroupOldestMessageId", "mtaGroupLoopsDetected", "mtaGroupLastOutboundAssociationAttempt",
        ]);

    private static StandardTable Errors() => new(
        new MibTable<MailError>(
            5,
            "mtaGroupError",
            "Failures by enhanced status code.",
            "A status code that was seen in the log.",
            [NetworkServices.ApplIndex, GroupIndex, "mtaStatusCode"],
            Index: null,
            [
                Counter32<MailError>(1, "mtaGroupInboundErrorCount", "Reception: rejects with this code.",
                    error => error.Kind == MailGroupKind.Reception ? Cells.Slot(error.Code.Slot((int)StatusCounter.Rejected)) : Cells.None),
                Counter32<MailError>(3, "mtaGroupOutboundErrorCount", "Delivery: records with this code and the status deferred or bounced.",
                    error => error.Kind == MailGroupKind.Delivery
                        ? Cells.Sum([error.Code.Slot((int)StatusCounter.Deferred), error.Code.Slot((int)StatusCounter.Bounced)])
                        : Cells.None),
            ],
            MailError.Rows),
        FirstArc: 1,
        ["mtaGroupInboundErrorCount", "mtaGroupInternalErrorCount", "mtaGroupOutboundErrorCount"]);

    private static MibColumn<TRow> Counter32<TRow>(uint arc, string descriptor, string description, Func<TRow, CellReader> read) =>
        new(arc, descriptor, MibSyntax.Counter32, null, description, null, read);

    private static CellReader TransmittedRecipients(MailGroup group) => group.Kind switch
    {
        MailGroupKind.Delivery => Delivered(group.Instance),
        MailGroupKind.Service => Cells.Slot(group.Instance.Slot(ServiceCounter.Sent, group.Place)),
        _ => Cells.None,
    };

    private static CellReader Protocol(MailGroup group) => group.Kind != MailGroupKind.Service ? Cells.None : group.Name switch
    {
        "smtp" => Cells.Oid(TcpProtocol.Append(25)),
        "lmtp" => Cells.Oid(TcpProtocol.Append(24)),
        _ => Cells.None,
    };

    /// <summary>A service may get its row after the instance did, so the rows are looked up when the value is read.</summary>
    private static CellReader Delivered(InstanceCounters instance) =>
        (published, ref writer) =>
        {
            long sum = -published.Counters[instance.Slot(Counter.InternalSent)];
            for (int place = 0; place < instance.Rows(CounterFamilies.Service).Length; place++)
            {
                sum += published.Counters[instance.Slot(ServiceCounter.Sent, place)];
            }

            writer.Counter32((uint)sum);
        };

    private static CellReader Loops(InstanceCounters instance) =>
        (published, ref writer) =>
        {
            long sum = 0;
            foreach (string code in (string[])["4.4.6", "5.4.6"])
            {
                if (instance.FindRow(CounterFamilies.Status, code) is >= 0 and int row)
                {
                    for (int column = 0; column < CounterFamilies.Status.Width; column++)
                    {
                        sum += published.Counters[instance.Slot(CounterFamilies.Status, row, column)];
                    }
                }
            }

            writer.Counter32((uint)sum);
        };
}
