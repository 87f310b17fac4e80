// root.15 and root.16: what waits in the queues.

using System.Globalization;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Serving.Objects;

/// <summary>Queues and their messages by age.</summary>
internal static class QueueSections
{
    private const string Condition = "Mandatory where the daemon is told to read the queues.";
    private const string QueueIndex = "postfixStatsQueueIndex";

    private static readonly string[] Names = [.. Enumerable.Range(0, QueueAges.Count).Select(Name)];

    /// <summary>The queues.</summary>
    /// <param name="clock">The clock.</param>
    public static MibSection Queues(TimeProvider clock) => new(
        15,
        "postfixStatsQueues",
        "Queues: the messages that wait in them, read now and then from Postfix itself where the daemon is told to, not from the log.",
        "postfixStatsQueue",
        "Queues.",
        [],
        [
            new MibTable<QueueRow>(
                1,
                "postfixStatsQueue",
                """
                The queues of each Postfix instance whose queues are read, as they were at the last reading that succeeded. Postfix's
                showq(8) tells of all but 'corrupt'; that one is counted in its directory where the daemon may look into it, and so are
                all of them where nobody answers for showq. A message that moves from one queue to another during a reading can be seen
                twice or not at all.
                """,
                """
                A queue of an instance. All six have a row from the first time that the queues of the instance were read, or, where the
                instance had written to the log before, from the first try to read them. A column whose value is not known has no
                instance in the row.
                """,
                [Tables.InstanceIndex],
                new MibIndex(QueueIndex, "The queue: 1 maildrop, 2 incoming, 3 active, 4 deferred, 5 hold, 6 corrupt."),
                [
                    new(2, "postfixStatsQueueName", MibSyntax.SnmpAdminString, null, "The name of the queue, which is that of its directory.", null,
                        Columns.Text<QueueRow>(row => MailQueueNames.Of(row.Queue))),
                    new(3, "postfixStatsQueueMessages", MibSyntax.Gauge32, "messages", """
                        The number of messages in the queue. Those that are still being received are not counted.
                        """, null, Columns.Gauge<QueueRow>((published, row) => row.Contents(published)?.Messages)),
                    new(4, "postfixStatsQueueVolume", MibSyntax.Gauge32, "K-octets", """
                        The size of the messages in the queue together, in units of 1024 octets, rounded up: of their content, as
                        postqueue(1) shows it, or of their files where that is not known yet, as in maildrop.
                        """, null, Columns.Gauge<QueueRow>((published, row) => Kilooctets(row.Contents(published)?.Details?.Octets))),
                    new(5, "postfixStatsQueueOldestAge", MibSyntax.Gauge32, "seconds", """
                        The time from the arrival of the oldest message in the queue to the reading; 0 when the queue is empty.
                        """, null, Columns.Gauge<QueueRow>((published, row) => row.Contents(published)?.Details?.OldestAge)),
                    new(6, "postfixStatsQueueReadingAge", MibSyntax.Gauge32, "seconds", """
                        The time since the reading began that the other columns of this row are from. When it grows beyond the pause between
                        two readings, usually 60 seconds, and the time that one takes, they are out of date.
                        """, null, Columns.Gauge<QueueRow>((published, row) => Age(row.Snapshot(published), clock))),
                    new(7, "postfixStatsQueueReadingTime", MibSyntax.Gauge32, "milliseconds", "How long that reading took.", null,
                        Columns.Gauge<QueueRow>((published, row) => (long?)row.Snapshot(published)?.Reading?.Duration.TotalMilliseconds)),
                    new(8, "postfixStatsQueueReadingError", MibSyntax.SnmpAdminString, null, """
                        Why the last try to read the queues of the instance failed; empty when it succeeded.
                        """, null, Columns.Text<QueueRow>((published, row) => row.Snapshot(published)?.Failure ?? "")),
                ],
                published => Rows(published, 1).Select(each => (each.Index[..2], each.Row))),
        ],
        Condition);

    /// <summary>Their messages by age.</summary>
    public static MibSection Ages() => new(
        16,
        "postfixStatsQueueAges",
        "Ages: how long the messages have been in the queues, in the age groups of qshape(1).",
        "postfixStatsQueueAge",
        "Messages in the queues by age.",
        [],
        [
            new MibTable<QueueRow>(
                1,
                "postfixStatsQueueAge",
                """
                The messages of postfixStatsQueueTable by the time from their arrival to the reading. To have the number up to an age, add
                the rows up to it.
                """,
                "An age group of the messages in a queue.",
                [Tables.InstanceIndex, QueueIndex],
                new MibIndex("postfixStatsQueueAgeIndex", $"The place of the age group, from the youngest: 1 to {QueueAges.Count}."),
                [
                    new(2, "postfixStatsQueueAgeName", MibSyntax.SnmpAdminString, null, """
                        The age group as qshape(1) names it: the age in minutes that its messages have not reached, and '1280+' for the last.
                        """, null, Columns.Text<QueueRow>(row => Names[row.Bucket])),
                    new(3, "postfixStatsQueueAgeLimit", MibSyntax.Gauge32, "minutes", """
                        The age that the messages of the group have not reached; each group begins where the one before ends. The last group
                        has the greatest number there is.
                        """, null, Columns.Limit<QueueRow>(row => (uint?)QueueAges.UpperMinutes(row.Bucket) ?? uint.MaxValue)),
                    new(4, "postfixStatsQueueAgeMessages", MibSyntax.Gauge32, "messages", """
                        The number of messages of this age in the queue.
                        """, null, Columns.Gauge<QueueRow>((published, row) => row.Contents(published)?.Details?.Ages[row.Bucket])),
                ],
                published => Rows(published, QueueAges.Count)),
        ],
        Condition);

    /// <summary>The queues of the instances that have a row, each with so many of its age groups.</summary>
    private static IEnumerable<(uint[] Index, QueueRow Row)> Rows(Published published, int buckets)
    {
        foreach (InstanceCounters instance in published.Counters.Instances.ToArray())
        {
            if (published.Queues.All(each => each.Instance != instance.Name))
            {
                continue;
            }

            for (MailQueue queue = MailQueue.Maildrop; queue <= MailQueue.Corrupt; queue++)
            {
                for (int bucket = 0; bucket < buckets; bucket++)
                {
                    yield return ([(uint)instance.Index, (uint)queue + 1, (uint)bucket + 1], new QueueRow(instance.Name, queue, bucket));
                }
            }
        }
    }

    private static long? Kilooctets(long? octets) => (octets / 1024) + (octets % 1024 > 0 ? 1 : 0);

    private static string Name(int bucket) =>
        QueueAges.UpperMinutes(bucket) is { } minutes
            ? minutes.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{QueueAges.UpperMinutes(bucket - 1)}+");

    private static long? Age(QueueSnapshot? snapshot, TimeProvider clock) =>
        snapshot?.Reading is { } reading ? Math.Max(0, (long)(clock.GetUtcNow() - reading.At).TotalSeconds) : null;
}
