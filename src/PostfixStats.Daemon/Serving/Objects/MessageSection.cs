// root.14: messages, counted by the memory of queue ids.

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving.Objects;

/// <summary>Messages, recipients and octets.</summary>
internal static class MessageSection
{
    /// <summary>The section.</summary>
    public static MibSection Build() => new(
        14,
        "postfixStatsMessages",
        "Messages, each counted once however many lines and retries the log has of it.",
        "postfixStatsMessage",
        "Messages.",
        [],
        [
            Tables.OfInstances(1, "postfixStatsMessage", """
                Messages, for each Postfix instance. The log tells of a message in many lines that only its queue id joins; the daemon
                remembers the messages in the queue, and what is counted here follows from that. A message is counted once by where it
                came from: it is in exactly one of the columns Receptions, Internals, Reinjections, Requeues,
                Exclusions, Probes and UnknownOrigins.
                """,
            [
                Count(2, "Receptions", "messages", MessageCounter.Received, """
                    The number of messages that came into the queue from SMTP clients, from QMQP clients or from the sendmail command. A
                    message of an SMTP client is counted when it first enters the active queue ('queue active') or is put on hold, one of the
                    sendmail command with the first line that tells what became of it, because 'sendmail -bv' asks and sends nothing.
                    """),
                Count(3, "ReceivedRecipients", "recipients", MessageCounter.ReceivedRecipients, """
                    The number of recipients of those messages after alias expansion by cleanup(8) ('nrcpt=', the first time).
                    """),
                Kilooctets(4, "Received", MessageCounter.ReceivedOctets),
                Octets(5, "Received", MessageCounter.ReceivedOctets, "The octets of those messages, each counted once ('size=', the first time)."),
                Count(6, "Deliveries", "messages", MessageCounter.Sent, """
                    The number of messages, of whatever origin, that were delivered to at least one recipient ('status=sent'): once by each
                    delivery agent, smtp, lmtp, local, virtual or pipe. Handing mail to a content filter from which it comes back is no
                    delivery, neither is forwarding it, nor giving it to discard(8).
                    """),
                Count(7, "SentRecipients", "recipients", MessageCounter.SentRecipients, "The number of recipients that they were delivered to."),
                Kilooctets(8, "Sent", MessageCounter.SentOctets),
                Octets(9, "Sent", MessageCounter.SentOctets, "The octets of the delivered messages, counted as often as the messages."),
                Count(10, "Internals", "messages", MessageCounter.Internal, """
                    The number of messages that Postfix made: bounces and other notifications, forwarded copies, notices to the postmaster
                    ('message-id=' of a queue id without a reception).
                    """),
                Count(11, "Reinjections", "messages", MessageCounter.Reinjected, """
                    The number of messages that a content filter on this host handed back ('client=' on loopback with 'orig_client=' or
                    'orig_queue_id='). What comes in through a before-queue filter is received.
                    """),
                Count(12, "Requeues", "messages", MessageCounter.Requeued, """
                    The number of messages that came into the queue again by 'postsuper -r' (pickup, 'orig_id=').
                    """),
                Count(13, "Exclusions", "messages", MessageCounter.Excluded, """
                    The number of messages from clients and services that the configuration takes out of all totals.
                    """),
                Count(14, "Probes", "messages", MessageCounter.Probe, """
                    The number of messages that only asked whether an address can be delivered to: address verification and 'sendmail -bv'.
                    """),
                Count(15, "UnknownOrigins", "messages", MessageCounter.UnknownOrigin, """
                    The number of messages in the queue whose beginning the daemon has not seen: older than the log it read, received among lines
                    that were lost, or forgotten.
                    """),
                Count(16, "Discards", "messages", MessageCounter.Discarded, """
                    The number of messages that were accepted and thrown away, by DISCARD, by a milter or by discard(8).
                    """),
                Count(17, "Rejects", "messages", MessageCounter.Rejected, """
                    The number of messages that were refused after they had got a queue id: by header and body checks, by milters, at DATA or at
                    their end.
                    """),
                Count(18, "Evictions", "messages", MessageCounter.Forgotten, """
                    The number of messages that were forgotten because more were to be remembered than the setting message-memory allows.
                    """),
            ]),
        ]);

    private static MibColumn<InstanceCounters> Count(uint arc, string name, string units, MessageCounter counter, string description) =>
        Column(arc, name, MibSyntax.Counter32, units, counter, description, Columns.Counter32);

    private static MibColumn<InstanceCounters> Octets(uint arc, string name, MessageCounter counter, string description) =>
        Column(arc, $"HC{name}Octets", MibSyntax.Counter64, "octets", counter, description, Columns.Counter64);

    private static MibColumn<InstanceCounters> Kilooctets(uint arc, string name, MessageCounter counter) =>
        Column(
            arc,
            name + "Kilooctets",
            MibSyntax.Counter32,
            "kilooctets",
            counter,
            $"The whole kilooctets, of 1024 octets, in postfixStatsMessageHC{name}Octets, for\nmanagers that do not speak Counter64.",
            Columns.Kilooctets);

    private static MibColumn<InstanceCounters> Column(
        uint arc, string name, MibSyntax syntax, string units, MessageCounter counter, string description, Func<Func<InstanceCounters, int>, RowWriter<InstanceCounters>> column) =>
        new(
            arc,
            "postfixStatsMessage" + name,
            syntax,
            units,
            description,
            CounterFamilies.Message.NameOf(0, CounterFamilies.Message.FixedRows[(int)counter]),
            column(instance => instance.Slot(CounterFamilies.Message, (int)counter, 0)));
}
