// MTA-MIB, RFC 2789: what a message transfer agent does, in all, by groups, and by status code.

using AgentX;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>mtaTable, mtaGroupTable and mtaGroupErrorTable (mib-2 28.1, 28.2, 28.5), as far as the log tells.</summary>
internal static class Mta
{
    private const string GroupIndex = "mtaGroupIndex";

    /// <summary>applTCPProtoID (RFC 2788), below which a protocol has the number of its port.</summary>
    private static readonly ObjectIdentifier TcpProtocol = new(1, 3, 6, 1, 2, 1, 27, 4);

    private static readonly ObjectIdentifier Smtp = TcpProtocol.Append(25);
    private static readonly ObjectIdentifier Lmtp = TcpProtocol.Append(24);
    private static readonly string[] LoopCodes = ["4.4.6", "5.4.6"];

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
                Gauge32<InstanceCounters>(2, "mtaStoredMessages", "With the setting queues: the messages in all queues but corrupt.", Columns.Gauge<InstanceCounters>(StoredMail.Messages)),
                Whole(3, "mtaTransmittedMessages", MessageCounter.Sent, "The same as postfixStatsMessageDeliveries."),
                Volume(4, "mtaReceivedVolume", MessageCounter.ReceivedOctets, "The same as postfixStatsMessageReceivedKilooctets."),
                Gauge32<InstanceCounters>(5, "mtaStoredVolume", "With the setting queues: the size of those messages.", Columns.Gauge<InstanceCounters>(StoredMail.Volume)),
                Volume(6, "mtaTransmittedVolume", MessageCounter.SentOctets, "The same as postfixStatsMessageSentKilooctets."),
                Whole(7, "mtaReceivedRecipients", MessageCounter.ReceivedRecipients, "The same as postfixStatsMessageReceivedRecipients."),
                Whole(9, "mtaTransmittedRecipients", MessageCounter.SentRecipients, "The same as postfixStatsMessageSentRecipients."),
                Counter32<InstanceCounters>(12, "mtaLoopsDetected", "Delivery records and rejects with the status code X.4.6.", Columns.Sum<InstanceCounters>(Loops)),
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
                Received(2, "mtaGroupReceivedMessages", MessageCounter.Received, Columns.Counter32),
                Reception(3, "mtaGroupRejectedMessages", "rejects from MAIL to the end of the message, once for each recipient that was refused",
                    Columns.Sum<InstanceCounters>(Rejections.OfMessages)),
                Queue(4, "mtaGroupStoredMessages", MibSyntax.Gauge32, "postfixStatsQueueMessages", Columns.Gauge<MailGroup>(StoredMail.Messages)),
                Transmitted(5, "mtaGroupTransmittedMessages", MessageCounter.Sent, Columns.Counter32),
                Received(6, "mtaGroupReceivedVolume", MessageCounter.ReceivedOctets, Columns.Kilooctets),
                Queue(7, "mtaGroupStoredVolume", MibSyntax.Gauge32, "the size of the messages", Columns.Gauge<MailGroup>(StoredMail.Volume)),
                Transmitted(8, "mtaGroupTransmittedVolume", MessageCounter.SentOctets, Columns.Kilooctets),
                Received(9, "mtaGroupReceivedRecipients", MessageCounter.ReceivedRecipients, Columns.Counter32),
                Counter32<MailGroup>(11, "mtaGroupTransmittedRecipients", "Delivery: the same as in mtaTable. A service: postfixStatsServiceDeliveries.",
                    Where(group => group.Kind is MailGroupKind.Delivery or MailGroupKind.Service, Columns.Counter32<MailGroup>(TransmittedRecipients))),
                Queue(12, "mtaGroupOldestMessageStored", MibSyntax.Integer32, "postfixStatsQueueOldestAge", Columns.Interval<MailGroup>(StoredMail.OldestAge)),
                Of(MailGroupKind.Reception, 13, "mtaGroupInboundAssociations", MibSyntax.Gauge32, "applInboundAssociations", ApplicationCells.Sessions),
                Reception(15, "mtaGroupAccumulatedInboundAssociations", "sessions of smtpd(8) ('connect from')", Columns.Counter32<InstanceCounters>(instance => instance.Slot(Counter.SmtpdConnect))),
                Of(MailGroupKind.Reception, 17, "mtaGroupLastInboundActivity", MibSyntax.Integer32, "the time since applLastInboundActivity",
                    applications.Since(application => application.LastInbound)),
                Of(MailGroupKind.Delivery, 18, "mtaGroupLastOutboundActivity", MibSyntax.Integer32, "the time since applLastOutboundActivity",
                    applications.Since(application => application.LastOutbound)),
                Reception(19, "mtaGroupRejectedInboundAssociations", "applRejectedInboundAssociations", NetworkServices.RejectedAssociations),
                Of(MailGroupKind.Delivery, 20, "mtaGroupFailedOutboundAssociations", MibSyntax.Counter32, "applFailedOutboundAssociations", NetworkServices.FailedAssociations),
                Of(MailGroupKind.Reception, 21, "mtaGroupInboundRejectionReason", MibSyntax.SnmpAdminString, """
                    a name as in postfixStatsReasonName, or 'postscreen', when the last client was refused as it connected; empty when it was
                    not; 'never' when none has connected since master(8) was started
                    """, ApplicationCells.Text(application => application.RejectionReason)),
                Of(MailGroupKind.Delivery, 22, "mtaGroupOutboundConnectFailureReason", MibSyntax.SnmpAdminString, """
                    the system's error, as 'Connection refused', when smtp(8) or lmtp(8) could not connect at the last try, without any
                    name or address; empty when it could; 'never' when it has not tried since master(8) was started
                    """, ApplicationCells.Text(application => application.ConnectFailureReason)),
                Queue(23, "mtaGroupScheduledRetry", MibSyntax.Integer32, "deferred, where the daemon counts its directory: the time to the next attempt of any of its messages",
                    Columns.Interval<MailGroup>((published, group) => StoredMail.ScheduledRetry(published, group, clock))),
                new(24, "mtaGroupMailProtocol", MibSyntax.ObjectIdentifier, null, "The services smtp and lmtp: their protocol.", null, Columns.Oid<MailGroup>(Protocol)),
                new(25, "mtaGroupName", MibSyntax.SnmpAdminString, null, "reception, delivery, or the name of the service or of the queue.", null, Columns.Text<MailGroup>(group => group.Name)),
                new(28, "mtaGroupDescription", MibSyntax.SnmpAdminString, null, "What it stands for.", null, Columns.Text<MailGroup>(group => group.Description)),
                new(30, "mtaGroupCreationTime", MibSyntax.Integer32, null, "Reception and delivery: the time since postfixStatsInstanceFirstSeen.", null,
                    Columns.Interval<MailGroup>((_, group) =>
                        group.Kind is MailGroupKind.Reception or MailGroupKind.Delivery ? clock.GetUtcNow() - group.Instance.FirstSeen : null)),
                new(31, "mtaGroupHierarchy", MibSyntax.Integer32, null, "-1; for a service the index of the group delivery; -2 for a queue.", null, Columns.Number<MailGroup>(group => group.Hierarchy)),
                Counter32<MailGroup>(33, "mtaGroupLoopsDetected", "Delivery: records with the status code X.4.6.",
                    Where<MailGroup>(group => group.Kind == MailGroupKind.Delivery, Columns.Sum<MailGroup>((published, group) => Loops(published, group.Instance)))),
                Of(MailGroupKind.Delivery, 34, "mtaGroupLastOutboundAssociationAttempt", MibSyntax.Integer32, """
                    the time since smtp(8) or lmtp(8) last delivered, had a reply of a server, or could not connect
                    """, applications.Since(application => application.LastAttempt)),
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
                    Where(error => error.Kind == MailGroupKind.Reception, Columns.Counter32<MailError>(error => error.Code.Slot((int)StatusCounter.Rejected)))),
                Counter32<MailError>(3, "mtaGroupOutboundErrorCount", "Delivery: records with this code and the status deferred or bounced.",
                    Where(error => error.Kind == MailGroupKind.Delivery, Columns.Sum<MailError>((published, error) =>
                        published.Counters[error.Code.Slot((int)StatusCounter.Deferred)] + published.Counters[error.Code.Slot((int)StatusCounter.Bounced)]))),
            ],
            MailError.Rows),
        FirstArc: 1,
        ["mtaGroupInboundErrorCount", "mtaGroupInternalErrorCount", "mtaGroupOutboundErrorCount"]);

    private static MibColumn<TRow> Counter32<TRow>(uint arc, string descriptor, string description, RowWriter<TRow> write) =>
        new(arc, descriptor, MibSyntax.Counter32, null, description, null, write);

    private static MibColumn<TRow> Gauge32<TRow>(uint arc, string descriptor, string description, RowWriter<TRow> write) =>
        new(arc, descriptor, MibSyntax.Gauge32, null, description, null, write);

    private static MibColumn<MailGroup> Queue(uint arc, string descriptor, MibSyntax syntax, string description, RowWriter<MailGroup> write) =>
        new(arc, descriptor, syntax, null, $"A queue: {description}.", null, Where(group => group.Kind == MailGroupKind.Queue, write));

    private static MibColumn<InstanceCounters> Whole(uint arc, string descriptor, MessageCounter counter, string description) =>
        Counter32<InstanceCounters>(arc, descriptor, description, Columns.Counter32<InstanceCounters>(instance => Slot(instance, counter)));

    private static MibColumn<InstanceCounters> Volume(uint arc, string descriptor, MessageCounter counter, string description) =>
        Counter32<InstanceCounters>(arc, descriptor, description, Columns.Kilooctets<InstanceCounters>(instance => Slot(instance, counter)));

    private static MibColumn<MailGroup> Received(uint arc, string descriptor, MessageCounter counter, Func<Func<InstanceCounters, int>, RowWriter<InstanceCounters>> column) =>
        Reception(arc, descriptor, "the same as in mtaTable", column(instance => Slot(instance, counter)));

    private static MibColumn<MailGroup> Reception(uint arc, string descriptor, string description, RowWriter<InstanceCounters> write) =>
        Of(MailGroupKind.Reception, arc, descriptor, MibSyntax.Counter32, description, write);

    private static MibColumn<MailGroup> Of(
        MailGroupKind kind, uint arc, string descriptor, MibSyntax syntax, string description, RowWriter<InstanceCounters> write) =>
        new(arc, descriptor, syntax, null, $"{kind}: {description.Trim()}.", null, Where(group => group.Kind == kind, (Published published, MailGroup group, ref ValueWriter writer) => write(published, group.Instance, ref writer)));

    private static MibColumn<MailGroup> Transmitted(uint arc, string descriptor, MessageCounter counter, Func<Func<InstanceCounters, int>, RowWriter<InstanceCounters>> column) =>
        Of(MailGroupKind.Delivery, arc, descriptor, MibSyntax.Counter32, "the same as in mtaTable", column(instance => Slot(instance, counter)));

    private static RowWriter<TRow> Where<TRow>(Predicate<TRow> applies, RowWriter<TRow> write) =>
        (published, row, ref writer) =>
        {
            if (applies(row))
            {
                write(published, row, ref writer);
            }
        };

    private static int TransmittedRecipients(MailGroup group) =>
        group.Kind == MailGroupKind.Delivery ? Slot(group.Instance, MessageCounter.SentRecipients) : group.Instance.Slot(ServiceCounter.Sent, group.Place);

    private static int Slot(InstanceCounters instance, MessageCounter counter) => instance.Slot(CounterFamilies.Message, (int)counter, 0);

    private static ObjectIdentifier? Protocol(MailGroup group) => group.Kind != MailGroupKind.Service ? null : group.Name switch
    {
        "smtp" => Smtp,
        "lmtp" => Lmtp,
        _ => null,
    };

    /// <summary>A code may get its row after the instance did, so the rows are looked up when the value is read.</summary>
    private static long Loops(Published published, InstanceCounters instance)
    {
        long sum = 0;
        foreach (string code in LoopCodes)
        {
            if (instance.FindRow(CounterFamilies.Status, code) is >= 0 and int row)
            {
                for (int column = 0; column < CounterFamilies.Status.Width; column++)
                {
                    sum += published.Counters[instance.Slot(CounterFamilies.Status, row, column)];
                }
            }
        }

        return sum;
    }
}
