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
    /// <param name="clock">The clock.</param>
    public static StandardModule Module(TimeProvider clock) =>
        new("MTA-MIB", 28, ["mtaRFC2789Group", "mtaRFC2789ErrorGroup"], [Whole(), Groups(new ApplicationCells(clock), clock), Errors()], OwnsTables: true);

    private static StandardTable Whole() => new(
        new MibTable<InstanceCounters>(
            1,
            "mta",
            "What each Postfix instance does in all.",
            "A Postfix instance.",
            [NetworkServices.ApplIndex],
            Index: null,
            [
                Whole(1, "mtaReceivedMessages", MessageCounter.Received, "The same as postfixStatsMessageReceptions."),
                Gauge32<InstanceCounters>(2, "mtaStoredMessages", "With the setting queues: the messages in all queues but corrupt.", StoredMail.Messages),
                Whole(3, "mtaTransmittedMessages", MessageCounter.Sent, "The same as postfixStatsMessageDeliveries."),
                Volume(4, "mtaReceivedVolume", MessageCounter.ReceivedOctets, "The same as postfixStatsMessageReceivedKilooctets."),
                Gauge32<InstanceCounters>(5, "mtaStoredVolume", "With the setting queues: the size of those messages.", StoredMail.Volume),
                Volume(6, "mtaTransmittedVolume", MessageCounter.SentOctets, "The same as postfixStatsMessageSentKilooctets."),
                Whole(7, "mtaReceivedRecipients", MessageCounter.ReceivedRecipients, "The same as postfixStatsMessageReceivedRecipients."),
                Whole(9, "mtaTransmittedRecipients", MessageCounter.SentRecipients, "The same as postfixStatsMessageSentRecipients."),
                Counter32<InstanceCounters>(12, "mtaLoopsDetected", "Delivery records and rejects with the status code X.4.6.", Loops),
            ],
            Tables.InstanceRows),
        FirstArc: 1,
        [
            "mtaReceivedMessages", "mtaStoredMessages", "mtaTransmittedMessages", "mtaReceivedVolume", "mtaStoredVolume",
            "mtaTransmittedVolume", "mtaReceivedRecipients", "mtaStoredRecipients", "mtaTransmittedRecipients",
            "mtaSuccessfulConvertedMessages", "mtaFailedConvertedMessages", "mtaLoopsDetected",
        ]);

    private static StandardTable Groups(ApplicationCells applications, TimeProvider clock) => new(
        new MibTable<MailGroup>(
            2,
            "mtaGroup",
            "The same by groups: reception, delivery, each delivery service, and each queue.",
            "A group; what does not apply to it is absent.",
            [NetworkServices.ApplIndex, GroupIndex],
            Index: null,
            [
                Received(2, "mtaGroupReceivedMessages", MessageCounter.Received, Cells.Slot),
                Reception(3, "mtaGroupRejectedMessages", "rejects from MAIL to the end of the message, once for each recipient that was refused",
                    instance => Cells.Sum(Rejections.OfMessages(instance))),
                Queue(4, "mtaGroupStoredMessages", MibSyntax.Gauge32, "postfixStatsQueueMessages", StoredMail.Messages),
                Transmitted(5, "mtaGroupTransmittedMessages", MessageCounter.Sent, Cells.Slot),
                Received(6, "mtaGroupReceivedVolume", MessageCounter.ReceivedOctets, Cells.Kilo),
                Queue(7, "mtaGroupStoredVolume", MibSyntax.Gauge32, "the size of the messages", StoredMail.Volume),
                Transmitted(8, "mtaGroupTransmittedVolume", MessageCounter.SentOctets, Cells.Kilo),
                Received(9, "mtaGroupReceivedRecipients", MessageCounter.ReceivedRecipients, Cells.Slot),
                Counter32<MailGroup>(11, "mtaGroupTransmittedRecipients", "Delivery: the same as in mtaTable. A service: postfixStatsServiceDeliveries.", TransmittedRecipients),
                Queue(12, "mtaGroupOldestMessageStored", MibSyntax.Integer32, "postfixStatsQueueOldestAge", StoredMail.OldestAge),
                Of(MailGroupKind.Reception, 13, "mtaGroupInboundAssociations", MibSyntax.Gauge32, "applInboundAssociations", ApplicationCells.Sessions),
                Reception(15, "mtaGroupAccumulatedInboundAssociations", "sessions of smtpd(8) ('connect from')", instance => Cells.Slot(instance.Slot(Counter.SmtpdConnect))),
                Of(MailGroupKind.Reception, 17, "mtaGroupLastInboundActivity", MibSyntax.Integer32, "the time since applLastInboundActivity",
                    instance => applications.Since(instance, application => application.LastInbound)),
                Of(MailGroupKind.Delivery, 18, "mtaGroupLastOutboundActivity", MibSyntax.Integer32, "the time since applLastOutboundActivity",
                    instance => applications.Since(instance, application => application.LastOutbound)),
                Reception(19, "mtaGroupRejectedInboundAssociations", "applRejectedInboundAssociations", NetworkServices.RejectedAssociations),
                Of(MailGroupKind.Delivery, 20, "mtaGroupFailedOutboundAssociations", MibSyntax.Counter32, "applFailedOutboundAssociations", NetworkServices.FailedAssociations),
                Of(MailGroupKind.Reception, 21, "mtaGroupInboundRejectionReason", MibSyntax.SnmpAdminString, """
                    a name as in postfixStatsReasonName, or 'postscreen', when the last client was refused as it connected; empty when it was
                    not; 'never' when none has connected since master(8) was started
                    """, instance => ApplicationCells.Text(instance, application => application.RejectionReason)),
                Of(MailGroupKind.Delivery, 22, "mtaGroupOutboundConnectFailureReason", MibSyntax.SnmpAdminString, """
                    the system's error, as 'Connection refused', when smtp(8) or lmtp(8) could not connect at the last try, without any
                    name or address; empty when it could; 'never' when it has not tried since master(8) was started
                    """, instance => ApplicationCells.Text(instance, application => application.ConnectFailureReason)),
                Queue(23, "mtaGroupScheduledRetry", MibSyntax.Integer32, "deferred, where the daemon counts its directory: the time to the next attempt of any of its messages",
                    group => StoredMail.ScheduledRetry(group, clock)),
                new(24, "mtaGroupMailProtocol", MibSyntax.ObjectIdentifier, null, "The services smtp and lmtp: their protocol.", null, Protocol),
                new(25, "mtaGroupName", MibSyntax.SnmpAdminString, null, "reception, delivery, or the name of the service or of the queue.", null, group => Cells.Text(group.Name)),
                new(28, "mtaGroupDescription", MibSyntax.SnmpAdminString, null, "What it stands for.", null, group => Cells.Text(group.Description)),
                new(30, "mtaGroupCreationTime", MibSyntax.Integer32, null, "Reception and delivery: the time since postfixStatsInstanceFirstSeen.", null,
                    group => group.Kind is MailGroupKind.Reception or MailGroupKind.Delivery ? applications.SinceFirstSeen(group.Instance) : Cells.None),
                new(31, "mtaGroupHierarchy", MibSyntax.Integer32, null, "-1; for a service the index of the group delivery; -2 for a queue.", null, group => Cells.Number(group.Hierarchy)),
                Counter32<MailGroup>(33, "mtaGroupLoopsDetected", "Delivery: records with the status code X.4.6.",
                    group => group.Kind == MailGroupKind.Delivery ? Loops(group.Instance) : Cells.None),
                Of(MailGroupKind.Delivery, 34, "mtaGroupLastOutboundAssociationAttempt", MibSyntax.Integer32, """
                    the time since smtp(8) or lmtp(8) last delivered, had a reply of a server, or could not connect
                    """, instance => applications.Since(instance, application => application.LastAttempt)),
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

    private static MibColumn<TRow> Gauge32<TRow>(uint arc, string descriptor, string description, Func<TRow, CellReader> read) =>
        new(arc, descriptor, MibSyntax.Gauge32, null, description, null, read);

    private static MibColumn<MailGroup> Queue(uint arc, string descriptor, MibSyntax syntax, string description, Func<MailGroup, CellReader> read) =>
        new(arc, descriptor, syntax, null, $"A queue: {description}.", null, group => group.Kind == MailGroupKind.Queue ? read(group) : Cells.None);

    private static MibColumn<InstanceCounters> Whole(uint arc, string descriptor, MessageCounter counter, string description) =>
        Counter32<InstanceCounters>(arc, descriptor, description, instance => Cells.Slot(Slot(instance, counter)));

    private static MibColumn<InstanceCounters> Volume(uint arc, string descriptor, MessageCounter counter, string description) =>
        Counter32<InstanceCounters>(arc, descriptor, description, instance => Cells.Kilo(Slot(instance, counter)));

    private static MibColumn<MailGroup> Received(uint arc, string descriptor, MessageCounter counter, Func<int, CellReader> read) =>
        Reception(arc, descriptor, "the same as in mtaTable", instance => read(Slot(instance, counter)));

    private static MibColumn<MailGroup> Reception(uint arc, string descriptor, string description, Func<InstanceCounters, CellReader> read) =>
        Of(MailGroupKind.Reception, arc, descriptor, MibSyntax.Counter32, description, read);

    private static MibColumn<MailGroup> Of(
        MailGroupKind kind, uint arc, string descriptor, MibSyntax syntax, string description, Func<InstanceCounters, CellReader> read) =>
        new(arc, descriptor, syntax, null, $"{kind}: {description.Trim()}.", null, group => group.Kind == kind ? read(group.Instance) : Cells.None);

    private static MibColumn<MailGroup> Transmitted(uint arc, string descriptor, MessageCounter counter, Func<int, CellReader> read) =>
        Of(MailGroupKind.Delivery, arc, descriptor, MibSyntax.Counter32, "the same as in mtaTable", instance => read(Slot(instance, counter)));

    private static CellReader TransmittedRecipients(MailGroup group) => group.Kind switch
    {
        MailGroupKind.Delivery => Cells.Slot(Slot(group.Instance, MessageCounter.SentRecipients)),
        MailGroupKind.Service => Cells.Slot(group.Instance.Slot(ServiceCounter.Sent, group.Place)),
        _ => Cells.None,
    };

    private static int Slot(InstanceCounters instance, MessageCounter counter) => instance.Slot(CounterFamilies.Message, (int)counter, 0);

    private static CellReader Protocol(MailGroup group) => group.Kind != MailGroupKind.Service ? Cells.None : group.Name switch
    {
        "smtp" => Cells.Oid(TcpProtocol.Append(25)),
        "lmtp" => Cells.Oid(TcpProtocol.Append(24)),
        _ => Cells.None,
    };

    /// <summary>A code may get its row after the instance did, so the rows are looked up when the value is read.</summary>
    private static CellReader Loops(InstanceCounters instance) =>
        new((published, _, _, ref writer) =>
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
        });
}
