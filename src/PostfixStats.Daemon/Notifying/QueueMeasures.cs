// The queues of an instance, as far as there are limits for them.

using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Notifying;

/// <summary>Looks at the newest reading of an instance's queues.</summary>
/// <param name="name">The instance.</param>
/// <param name="started">When the daemon was started: readings of earlier runs tell nothing of now.</param>
internal sealed class QueueMeasures(string name, DateTimeOffset started)
{
    /// <summary>The queues from which messages are delivered; what is on hold waits for a person.</summary>
    private static readonly MailQueue[] OnTheirWay = [MailQueue.Maildrop, MailQueue.Incoming, MailQueue.Active, MailQueue.Deferred];

    /// <summary>How many messages are deferred.</summary>
    public Measured Deferred(Published published, int limit) =>
        Reading(published)?[MailQueue.Deferred] is { } contents
            ? Measure(published, MailQueue.Deferred, contents.Messages, limit)
            : Measured.Unknown;

    /// <summary>How old the oldest message is.</summary>
    public Measured Oldest(Published published, int limit)
    {
        QueueReading? reading = Reading(published);
        (MailQueue Queue, long Age)[] known =
        [
            .. OnTheirWay.Select(queue => (queue, reading?[queue]?.Details?.OldestAge)).Where(each => each.OldestAge is not null)
                .Select(each => (each.queue, each.OldestAge!.Value)),
        ];
        if (known.Length == 0)
        {
            return Measured.Unknown;
        }

        (MailQueue oldest, long age) = known.MaxBy(each => each.Age);
        return Measure(published, oldest, age, limit);
    }

    private QueueReading? Reading(Published published)
    {
        QueueSnapshot? snapshot = published.Queues.FirstOrDefault(each => each.Instance == name);
        return snapshot is { Failure: null, Reading: { } reading } && reading.At >= started ? reading : null;
    }

    /// <summary>The value with its row in postfixStatsQueueTable; an instance over the cap has none, and nothing could be told of it.</summary>
    private Measured Measure(Published published, MailQueue queue, long value, int limit)
    {
        foreach (InstanceCounters instance in published.Counters.Instances)
        {
            if (instance.Name == name)
            {
                return new Measured(Alarm.LevelOf(value, limit), (uint)instance.Index, (uint)queue + 1);
            }
        }

        return Measured.Unknown;
    }
}
