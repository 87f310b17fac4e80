// root.3: Postfix instances.

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving.Objects;

/// <summary>The totals of each instance.</summary>
internal static class InstanceSection
{
    /// <summary>The section.</summary>
    public static MibSection Build() => new(
        3,
        "postfixStatsInstances",
        "Instances: a host can run several Postfix instances, told apart by the syslog_name that begins their log lines.",
        "postfixStatsInstance",
        "The totals of each Postfix instance.",
        [],
        [
            new MibTable<InstanceCounters>(
                1,
                "postfixStatsInstance",
                "The totals, for each Postfix instance by itself.",
                """
                A Postfix instance that has written to the log, or whose queues have been read. A row appears with the first line of
                its instance that counts, or with the first reading of its queues, and stays: it keeps its index and its counters over restarts. The number of rows is limited; what comes after that is
                counted in a row named '~other', which no instance can be called.
                """,
                [],
                new MibIndex(Tables.InstanceIndex, """
                    A number that the daemon gave to the instance when it first saw it. It is kept over restarts and never given to
                    another one.
                    """),
                [
                    new(2, "postfixStatsInstanceName", MibSyntax.SnmpAdminString, null, """
                        The name of the instance: the part before the first slash of the tag of its log lines, such as 'postfix' or
                        'postfix-out', or '~other' for all instances that came after the table was full.
                        """, null, Columns.Text<InstanceCounters>(each => each.Name)),
                    new(3, "postfixStatsInstanceFirstSeen", MibSyntax.DateAndTime, null,
                        "When the daemon gave this row its place in the table.", null, Columns.Time<InstanceCounters>(each => each.FirstSeen)),
                    Part(4, "SmtpReceptions", "messages", Of(Counter.ReceivedSmtp)),
                    Part(5, "LocalReceptions", "messages", Of(Counter.ReceivedLocal)),
                    Part(6, "SmtpDeliveries", "recipients", Sent("smtp")),
                    Part(7, "LocalDeliveries", "recipients", Sent("local")),
                    Part(8, "Smtp4xxReplies", "replies", Of(Counter.Smtp4xx)),
                    Part(9, "Smtp5xxReplies", "replies", Of(Counter.Smtp5xx)),
                    Part(10, "Smtpd4xxReplies", "replies", Of(Counter.Smtpd4xx)),
                    Part(11, "Smtpd5xxReplies", "replies", Of(Counter.Smtpd5xx)),
                ],
                Tables.InstanceRows),
        ]);

    private static MibColumn<InstanceCounters> Part(uint arc, string total, string units, RowWriter<InstanceCounters> write) =>
        new(
            arc,
            "postfixStatsInstance" + total,
            MibSyntax.Counter32,
            units,
            $"The part of postfixStats{total} that this instance counted.",
            CounterNames.Documented[(int)arc - 4] + ", with --instance",
            write);

    private static RowWriter<InstanceCounters> Of(Counter counter) => Columns.Counter32<InstanceCounters>(each => each.Slot(counter));

    /// <summary>0 where the instance has no such service.</summary>
    private static RowWriter<InstanceCounters> Sent(string service) => Columns.Sum<InstanceCounters>((published, each) =>
        each.FindRow(CounterFamilies.Service, service) is >= 0 and int row ? published.Counters[each.Slot(ServiceCounter.Sent, row)] : 0);
}
