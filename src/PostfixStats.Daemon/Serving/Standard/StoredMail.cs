// What MTA-MIB calls stored: the messages in the queues, as they were read last.

using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>
/// Reads queues. These MIBs have no way to tell how old a value is, so there is none while the queues cannot be read.
/// </summary>
internal static class StoredMail
{
    /// <summary>The messages of an instance; those in corrupt are none that could be delivered.</summary>
    public static CellReader Messages(InstanceCounters instance) => Cells.Gauge(published => Sum(instance, published, each => each.Messages));

    /// <summary>Their size in units of 1024 octets.</summary>
    public static CellReader Volume(InstanceCounters instance) =>
        Cells.Gauge(published => Sum(instance, published, each => each.Details?.Octets) / 1024);

    /// <summary>The messages of one queue.</summary>
    public static CellReader Messages(MailGroup group) => Cells.Gauge(published => Contents(group, published)?.Messages);

    /// <summary>Their size in units of 1024 octets.</summary>
    public static CellReader Volume(MailGroup group) => Cells.Gauge(published => Contents(group, published)?.Details?.Octets / 1024);

    /// <summary>The age of the oldest of them, as a TimeInterval: hundredths of a second (RFC 2579).</summary>
    public static CellReader OldestAge(MailGroup group) =>
        new((published, _, ref writer) =>
        {
            if (Contents(group, published)?.Details?.OldestAge is { } seconds)
            {
                writer.Integer32((int)Math.Min(seconds * 100, int.MaxValue));
            }
        });

    private static long? Sum(InstanceCounters instance, Published published, Func<QueueContents, long?> value)
    {
        long? sum = 0;
        for (MailQueue queue = MailQueue.Maildrop; queue <= MailQueue.Hold; queue++)
        {
            sum += Reading(instance, published)?[queue] is { } contents ? value(contents) : null;
        }

        return sum;
    }

    private static QueueContents? Contents(MailGroup group, Published published) => Reading(group.Instance, published)?[(MailQueue)group.Place];

    private static QueueReading? Reading(InstanceCounters instance, Published published) =>
        published.Queues.FirstOrDefault(each => each.Instance == instance.Name) is { Failure: null } snapshot ? snapshot.Reading : null;
}
