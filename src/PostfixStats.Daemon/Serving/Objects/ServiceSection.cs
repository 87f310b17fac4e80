// root.4: delivery services ("transports").

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving.Objects;

/// <summary>What delivery agents did with recipients.</summary>
internal static class ServiceSection
{
    /// <summary>The section.</summary>
    public static MibSection Build() => new(
        4,
        "postfixStatsServices",
        "Delivery services: what smtp, local, virtual, lmtp, pipe and other delivery agents of an instance did with its recipients.",
        "postfixStatsService",
        "The delivery services of each Postfix instance.",
        [],
        [
            Tables.OfFamily(
                1,
                "postfixStatsService",
                "The results of deliveries, for each delivery service of each Postfix instance.",
                "A delivery service ('transport') of a Postfix instance, by the delivery records of its agent.",
                CounterFamilies.Service,
                [
                    Tables.Name("postfixStatsServiceName", """
                        The name of the service. For pipe(8), local(8) and virtual(8) it is the name of the service in master.cf. For other
                        agents it is the name of the program, such as 'smtp', 'lmtp' or 'error', unless the syslog_name of the service ends
                        in a name of its own. '~other' stands for all services that came after the table was full.
                        """),
                    Column(3, "Deliveries", "recipients", ServiceCounter.Sent, """
                        The number of recipients to whom this service delivered with success (status=sent).
                        """),
                    Column(4, "Deferrals", "attempts", ServiceCounter.Deferred, """
                        The number of times that the delivery to a recipient failed for now (status=deferred, SOFTBOUNCE), and is to be
                        tried again. A recipient counts once for each attempt.
                        """),
                    Column(5, "Bounces", "recipients", ServiceCounter.Bounced, """
                        The number of recipients to whom delivery failed for good (status=bounced).
                        """),
                    Column(6, "4xxReplies", "replies", ServiceCounter.Replies4xx, """
                        The number of temporary failures (4xx) that remote servers answered to this service of smtp(8) or lmtp(8), once for
                        each recipient. Replies after which another server was tried are in postfixStatsEventSmtpFailovers.
                        """),
                    Column(7, "5xxReplies", "replies", ServiceCounter.Replies5xx, """
                        The number of permanent failures (5xx) that remote servers answered to this service of smtp(8) or lmtp(8), once for
                        each recipient. Replies after which another server was tried are in postfixStatsEventSmtpFailovers.
                        """),
                    Failure(8, "ConnectFailures", ServiceCounter.FailedConnect, "no connection could be made ('connect to')"),
                    Failure(9, "DnsFailures", ServiceCounter.FailedDns, "the DNS had no usable address for the destination"),
                    Failure(10, "TlsFailures", ServiceCounter.FailedTls, "TLS was required and could not be had"),
                    Failure(11, "Timeouts", ServiceCounter.FailedTimeout, "the remote server did not answer in time ('conversation with')"),
                    Failure(12, "LostConnections", ServiceCounter.FailedLost, "the connection was lost ('lost connection with')"),
                    Failure(13, "SaslFailures", ServiceCounter.FailedSasl, "authentication to the remote server failed"),
                    Failure(14, "OtherFailures", ServiceCounter.FailedOther, "there was any other cause than those of the columns before"),
                    Column(15, "DelayRecords", "recipients", ServiceCounter.DelayRecords, """
                        The number of recipients over whom postfixStatsServiceDelays is the sum: those delivered to with success whose
                        record tells a delay.
                        """),
                    Column(16, "Delays", "milliseconds", ServiceCounter.DelayMilliseconds, """
                        The sum of the time from the arrival of a message to its delivery (delay=), over the recipients to whom this service
                        delivered with success. Divided by postfixStatsServiceDelayRecords, both as differences, it is the mean delay. It can
                        wrap within an hour; postfixStatsServiceHCDelays does not.
                        """),
                    Tables.Counter64(17, "postfixStatsServiceHCDelays", "milliseconds", """
                        postfixStatsServiceDelays with all its 64 bits.
                        """, CounterFamilies.Service, (int)ServiceCounter.DelayMilliseconds),
                ]),
        ]);

    private static MibColumn<CounterRow> Column(uint arc, string name, string units, ServiceCounter counter, string description) =>
        Tables.Counter32(arc, "postfixStatsService" + name, units, description, CounterFamilies.Service, (int)counter);

    private static MibColumn<CounterRow> Failure(uint arc, string name, ServiceCounter counter, string why) =>
        Column(arc, name, "attempts", counter, $"""
            The number of times that this service of smtp(8) or lmtp(8) could not deliver to a recipient and no reply of a server was the
            reason: {why}. Attempts after which another server took the message are not counted.
            """);
}
