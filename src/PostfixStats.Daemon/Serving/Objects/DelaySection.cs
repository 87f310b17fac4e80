// root.13: how long deliveries took.

using System.Globalization;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving.Objects;

/// <summary>Sums and histogram of delays.</summary>
internal static class DelaySection
{
    private static readonly string[] StageNames = ["Total", "BeforeQueueManager", "InQueueManager", "ConnectionSetup", "Transmission"];

    private static readonly string[] StageTexts =
    [
        "in all (delay=)",
        "before the queue manager, from the arrival of the message on (the first part of delays=)",
        "in the queue manager (the second part of delays=)",
        "setting up the connection, with DNS, HELO and TLS (the third part of delays=)",
        "transmitting the message (the fourth part of delays=)",
    ];

    private static readonly uint[] Limits = [.. CounterFamilies.Delay.FixedRows.Select(Limit)];

    /// <summary>The section.</summary>
    public static MibSection Build() => new(
        13,
        "postfixStatsDelays",
        "Delays: how long it took to deliver to recipients with success, in all and in each of Postfix's four stages.",
        "postfixStatsDelay",
        "Delays.",
        [],
        [
            Tables.OfFamily(
                1,
                "postfixStatsDelayStage",
                """
                The time that successful deliveries took, for each stage. Divided by postfixStatsDelayStageRecords, both as differences, it
                is the mean.
                """,
                "A stage of delivery.",
                CounterFamilies.DelaySum,
                [
                    Tables.Name("postfixStatsDelayStageName", "The stage: 'total', 'before-qmgr', 'in-qmgr', 'connect' or 'transmit'."),
                    new(3, "postfixStatsDelayStageRecords", MibSyntax.Counter32, "recipients", """
                        The number of recipients over whom the time is the sum: the sum of the stage's column in postfixStatsDelayTable.
                        """, null, Columns.Sum<CounterRow>(Records)),
                    Tables.Counter32(4, "postfixStatsDelayStageTime", "milliseconds", """
                        The sum of the time that this stage took. It can wrap within an hour; postfixStatsDelayStageHCTime does not.
                        """, CounterFamilies.DelaySum, 0),
                    Tables.Counter64(5, "postfixStatsDelayStageHCTime", "milliseconds",
                        "postfixStatsDelayStageTime with all its 64 bits.", CounterFamilies.DelaySum, 0),
                ]),
            Tables.OfFamily(
                2,
                "postfixStatsDelay",
                """
                A histogram: how many recipients were delivered to within the row's time and not within that of the row before. To have the
                number within a time, add the rows up to it.
                """,
                "A span of time.",
                CounterFamilies.Delay,
                [
                    Tables.Name("postfixStatsDelayName", "The upper end of the span in seconds, itself within; 'more' for the last one."),
                    new(3, "postfixStatsDelayLimit", MibSyntax.Gauge32, "milliseconds", """
                        The upper end of the span; the last row has the greatest number there is.
                        """, null, Columns.Limit<CounterRow>(row => Limits[row.Place])),
                    .. Enum.GetValues<DelayStage>().Select(stage => Tables.Counter32(
                        4 + (uint)stage,
                        "postfixStatsDelay" + StageNames[(int)stage],
                        "recipients",
                        $"The number of recipients by the time that their delivery took {StageTexts[(int)stage]}.",
                        CounterFamilies.Delay,
                        (int)stage)),
                ]),
        ]);

    /// <summary>A stage's column of the histogram, over all its spans.</summary>
    private static long Records(Published published, CounterRow stage)
    {
        long sum = 0;
        for (int span = 0; span < CounterFamilies.Delay.FixedRows.Count; span++)
        {
            sum += published.Counters[stage.Instance.Slot(CounterFamilies.Delay, span, stage.Place)];
        }

        return sum;
    }

    private static uint Limit(string name) =>
        decimal.TryParse(name, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)
            ? (uint)(seconds * 1000)
            : uint.MaxValue;
}
