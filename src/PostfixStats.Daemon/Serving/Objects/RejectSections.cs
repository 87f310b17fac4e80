// root.5 to root.8: what our SMTP server refused, by stage, reason, DNS list and status code.

using System.Text;
using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving.Objects;

/// <summary>Rejects.</summary>
internal static class RejectSections
{
    /// <summary>By the command that was refused.</summary>
    public static MibSection Stages() => new(
        5,
        "postfixStatsStages",
        "Rejects by stage: at which command of an SMTP session smtpd refused.",
        "postfixStatsStage",
        "Rejects by stage.",
        [],
        [
            Tables.OfFamily(
                1,
                "postfixStatsStage",
                """
                The negative replies of the SMTP server of this host that are logged, by the command they answered. The sums over the rows
                are what the keys smtpd:4xx, smtpd:5xx and smtpd:nocode count.
                """,
                "A stage of an SMTP session.",
                CounterFamilies.Stage,
                [
                    Tables.Name("postfixStatsStageName", """
                        The stage: the command, 'connect' for the session itself, 'end-of-message' for a message as a whole, also where
                        cleanup(8) refused it.
                        """),
                    .. Replies("postfixStatsStage", CounterFamilies.Stage, "at this stage"),
                ]),
        ]);

    /// <summary>By the reason.</summary>
    public static MibSection Reasons() => new(
        6,
        "postfixStatsReasons",
        "Rejects by reason: why smtpd refused, by Postfix's own words.",
        "postfixStatsReason",
        "Rejects by reason.",
        [],
        [
            Tables.OfFamily(
                1,
                "postfixStatsReason",
                """
                The negative replies of the SMTP server of this host that are logged, by the reason that the text of the log line begins
                with. What clients write into the line has no influence. The row 'rate-limit', and in the row 'size' messages that grew
                too large, are counted from warnings and are in no other counter of replies; without them, the sums over the rows are what
                the keys smtpd:4xx, smtpd:5xx and smtpd:nocode count.
                """,
                "A reason to refuse.",
                CounterFamilies.Reason,
                [
                    Tables.Name("postfixStatsReasonName", """
                        The reason: 'relay-denied'; 'unknown-user', also undeliverable addresses; 'dnsbl', a DNS list; 'helo', 'sender',
                        'recipient' and 'client', restrictions on these; 'policy', greylisting and policy servers that say so; 'rate-limit',
                        limits of rate and concurrency; 'milter'; 'header' and 'body', content checks; 'size'; 'pipelining';
                        'server-configuration', trouble of this host; 'proxy', a before-queue filter; 'other'.
                        """),
                    .. Replies("postfixStatsReason", CounterFamilies.Reason, "for this reason"),
                ]),
        ]);

    /// <summary>By DNS list.</summary>
    public static MibSection Dnsbls() => new(
        7,
        "postfixStatsDnsbls",
        "DNS lists (DNSBL, RHSBL) in which refused clients were found.",
        "postfixStatsDnsbl",
        "Rejects by DNS list.",
        [],
        [
            Tables.OfFamily(
                1,
                "postfixStatsDnsbl",
                "Rejects because of a DNS list ('blocked using DOMAIN'), by the list.",
                "A DNS list, by its domain.",
                CounterFamilies.Dnsbl,
                [
                    Tables.Name("postfixStatsDnsblName", "The domain of the list, as in main.cf."),
                    Tables.Counter32(3, "postfixStatsDnsblRejects", "rejects", """
                        The number of rejects of smtpd(8) because of this list.
                        """, CounterFamilies.Dnsbl, (int)DnsblCounter.Smtpd),
                    Tables.Counter32(4, "postfixStatsDnsblPostscreenRejects", "rejects", """
                        The number of rejects of postscreen(8) for which it named this list.
                        """, CounterFamilies.Dnsbl, (int)DnsblCounter.Postscreen),
                ]),
        ]);

    /// <summary>By enhanced status code.</summary>
    public static MibSection Statuses() => new(
        8,
        "postfixStatsStatuses",
        "Enhanced status codes (RFC 3463) of rejects and of failed deliveries.",
        "postfixStatsStatus",
        "Rejects and failed deliveries by enhanced status code.",
        [],
        [
            Tables.OfFamily(
                1,
                "postfixStatsStatus",
                """
                Enhanced status codes of the classes 4 and 5, with the number of log records that have them. There is always room for the
                codes of IANA's registry.
                """,
                "An enhanced status code.",
                CounterFamilies.Status,
                [
                    Tables.Name("postfixStatsStatusCode", "The code, such as '5.7.1', or '~other'."),
                    Part(3, "Class", "class: 4, persistent transient failure, or 5, permanent failure", (value, _, _) => value),
                    Part(4, "Subject", "subject", (_, subject, _) => subject),
                    Part(5, "Detail", "detail", (_, _, detail) => detail),
                    Tables.Counter32(6, "postfixStatsStatusRejects", "replies", """
                        The number of negative replies of the SMTP server of this host that are logged with this code.
                        """, CounterFamilies.Status, (int)StatusCounter.Rejected),
                    Tables.Counter32(7, "postfixStatsStatusDeferrals", "attempts", """
                        The number of delivery records with this code (dsn=) and the status deferred or SOFTBOUNCE.
                        """, CounterFamilies.Status, (int)StatusCounter.Deferred),
                    Tables.Counter32(8, "postfixStatsStatusBounces", "recipients", """
                        The number of delivery records with this code (dsn=) and the status bounced.
                        """, CounterFamilies.Status, (int)StatusCounter.Bounced),
                ]),
        ]);

    private static IEnumerable<MibColumn<CounterRow>> Replies(string prefix, CounterFamily family, string where) =>
    [
        Tables.Counter32(3, prefix + "4xxReplies", "replies", $"The number of temporary refusals (4xx) {where}.", family, (int)ReplyColumn.Class4),
        Tables.Counter32(4, prefix + "5xxReplies", "replies", $"The number of permanent refusals (5xx) {where}.", family, (int)ReplyColumn.Class5),
        Tables.Counter32(5, prefix + "UncodedReplies", "replies", $"""
            The number of refusals {where} whose class the log does not tell.
            """, family, (int)ReplyColumn.NoCode),
    ];

    private static MibColumn<CounterRow> Part(uint arc, string name, string meaning, Func<int, int, int, int> pick) =>
        new(
            arc,
            "postfixStatsStatus" + name,
            MibSyntax.Integer32,
            null,
            $"The {meaning} of the code; the row '~other' has 0.",
            null,
            Columns.Number<CounterRow>(row =>
            {
                Span<byte> code = stackalloc byte[NameTable.MaxLength];
                code = code[..Encoding.ASCII.GetBytes(row.Name, code)];
                return pick(StatusCode.Parse(code, out int subject, out int detail), subject, detail);
            }));
}
