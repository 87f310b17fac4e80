// root.1: totals over all Postfix instances.

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving.Objects;

/// <summary>The eight documented data points, and sums over tables that managers would have to add up.</summary>
internal static class TotalsSection
{
    /// <summary>The section.</summary>
    public static MibSection Build() => new(
        1,
        "postfixStatsTotals",
        "Totals: each is the sum over all Postfix instances that write to the log.",
        "postfixStatsTotals",
        "The totals.",
        [
            Documented(1, "postfixStatsSmtpReceptions", "messages", Cells.Total(Counter.ReceivedSmtp), """
                The number of SMTP mail transactions accepted, that is transactions of smtpd(8) in which at least one recipient was
                accepted: one for each log line of smtpd(8) that ties a queue id to a client. Not counted: transactions handed to a
                before-queue filter, and mail that a content filter on this host sends back.
                """),
            Documented(2, "postfixStatsLocalReceptions", "messages", Cells.Total(Counter.ReceivedLocal), """
                The number of messages submitted on this host with the sendmail command: one for each log line of pickup(8) that names a
                sender. Not counted: messages that were requeued, and messages that Postfix makes itself, such as bounces and forwarded
                mail.
                """),
            Documented(3, "postfixStatsSmtpDeliveries", "recipients", Cells.Total(ServiceCounter.Sent, "smtp"), """
                The number of recipients to whom smtp(8) delivered with success. A transport of its own name, by the syslog_name of its
                service, is counted in postfixStatsServiceTable only.
                """),
            Documented(4, "postfixStatsLocalDeliveries", "recipients", Cells.Total(ServiceCounter.Sent, "local"), """
                The number of recipients to whom local(8) delivered with success, to a mailbox, a file or a command. Not counted: mail
                that an alias or a .forward file sends on to another address.
                """),
            Documented(5, "postfixStatsSmtp4xxReplies", "replies", Cells.Total(Counter.Smtp4xx), """
                The number of temporary failures (4xx) that smtp(8) received as reply from a remote server, once for each recipient the
                reply was for, including replies after which another server was tried. Not counted: failures without a reply, such as a
                refused connection, and old replies repeated for later messages.
                """),
            Documented(6, "postfixStatsSmtp5xxReplies", "replies", Cells.Total(Counter.Smtp5xx), """
                The number of permanent failures (5xx) that smtp(8) received as reply from a remote server, once for each recipient the
                reply was for, including replies after which another server was tried. The first digit of the reply decides, not what
                became of the message.
                """),
            Documented(7, "postfixStatsSmtpd4xxReplies", "replies", Cells.Total(Counter.Smtpd4xx), """
                The number of temporary failures (4xx) that the SMTP server of this host answered and logged: rejects of smtpd(8), of
                milters, of header and body checks and of a before-queue filter. Not counted: replies of postscreen(8), and replies that
                Postfix does not log, such as those to syntax errors.
                """),
            Documented(8, "postfixStatsSmtpd5xxReplies", "replies", Cells.Total(Counter.Smtpd5xx), """
                The number of permanent failures (5xx) that the SMTP server of this host answered and logged: rejects of smtpd(8), of
                milters, of header and body checks and of a before-queue filter. Not counted: replies of postscreen(8), and replies that
                Postfix does not log, such as those to syntax errors.
                """),
            Sum(9, "postfixStatsDeliveries", "recipients", Cells.Total(ServiceCounter.Sent), "postfixStatsServiceDeliveries"),
            Sum(10, "postfixStatsDeferrals", "attempts", Cells.Total(ServiceCounter.Deferred), "postfixStatsServiceDeferrals"),
            Sum(11, "postfixStatsBounces", "recipients", Cells.Total(ServiceCounter.Bounced), "postfixStatsServiceBounces"),
            new(
                12,
                "postfixStatsRejects",
                MibSyntax.Counter32,
                "rejects",
                """
                The number of times smtpd(8), a milter, a header or body check or a before-queue filter refused something, whatever was
                answered: the sum of the keys reject:smtpd, reject:milter, reject:content and reject:proxy.
                """,
                Key: null,
                Cells.Total(
                    Counter.RejectedBySmtpd, Counter.RejectedByMilter, Counter.RejectedByContent, Counter.RejectedByProxy)),
        ],
        []);

    private static MibScalar Documented(uint arc, string descriptor, string units, CellWriter write, string description) =>
        new(arc, descriptor, MibSyntax.Counter32, units, description, CounterNames.Documented[(int)arc - 1], write);

    private static MibScalar Sum(uint arc, string descriptor, string units, CellWriter write, string column) =>
        new(arc, descriptor, MibSyntax.Counter32, units, $"The sum of {column} over all services and instances.", Key: null, write);
}
