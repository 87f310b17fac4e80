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
    public static long? Messages(Published published, InstanceCounters instance) => Sum(published, instance, static each => each.Messages);

    /// <summary>Their size in units of 1024 octets.</summary>
    public static long? Volume(Published published, InstanceCounters instance) => Sum(published, instance, static each => each.Details?.Octets) / 1024;

    /// <summary>The messages of one queue.</summary>
    public static long? Messages(Published published, MailGroup queue) => Contents(published, queue)?.Messages;

    /// <summary>Their size in units of 1024 octets.</summary>
    public static long? Volume(Published published, MailGroup queue) => Contents(published, queue)?.Details?.Octets / 1024;

    /// <summary>The age of the oldest of them.</summary>
    public static TimeSpan? OldestAge(Published published, MailGroup queue) => Contents(published, queue)?.Details?.OldestAge is { } seconds
        ? TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue))
        : null;

    /// <summary>The time to the next attempt to deliver one of them; none is left when it is due.</summary>
    public static TimeSpan? ScheduledRetry(Published published, MailGroup queue, TimeProvider clock) =>
        Contents(published, queue)?.Details?.NextAttempt is { } attempt
            ? DateTimeOffset.FromUnixTimeSeconds(attempt) - clock.GetUtcNow()
            : null;

    private static long? Sum(Published published, InstanceCounters instance, Func<QueueContents, long?> value)
    {
        long? sum = 0;
        for (MailQueue queue = MailQueue.Maildrop; queue <= MailQueue.Hold; queue++)
        {
            sum += Reading(published, instance)?[queue] is { } contents ? value(contents) : null;
        }

        return sum;
    }

    private static QueueContents? Contents(Published published, MailGroup group) => Reading(published, group.Instance)?[(MailQueue)group.Place];

    private static QueueReading? Reading(Published published, InstanceCounters instance) =>
        new QueueRow(instance.Name, default).Snapshot(published) is { Failure: null } snapshot ? snapshot.Reading : null;
}
