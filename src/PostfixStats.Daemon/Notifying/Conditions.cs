// Everything that is watched.

using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Serving.Objects;

namespace PostfixStats.Daemon.Notifying;

/// <summary>All conditions there are; which of them are told is a matter of the limits.</summary>
internal static class Conditions
{
    /// <summary>Makes them.</summary>
    /// <param name="status">The limits, which can change.</param>
    /// <param name="instances">The instances whose queues are read.</param>
    /// <param name="first">What is known before anything is read.</param>
    /// <param name="clock">The clock.</param>
    public static IReadOnlyList<ICondition> Of(NotificationStatus status, IEnumerable<string> instances, Published first, TimeProvider clock)
    {
        var conditions = new List<ICondition>();
        Add(
            published => status.Limits.LogSilence is > 0 and int limit ? new Measured(Alarm.LevelOf(status.LogSilence(published), limit)) : null,
            Notifications.LogSilent,
            Notifications.LogSilentEnded);
        foreach (QueueMeasures queues in instances.Select(name => new QueueMeasures(name, status.Started)))
        {
            Add(
                published => status.Limits.Deferred is > 0 and int limit ? queues.Deferred(published, limit) : null,
                Notifications.ManyDeferred,
                Notifications.ManyDeferredEnded);
            Add(
                published => status.Limits.OldestMessage is > 0 and int limit ? queues.Oldest(published, limit) : null,
                Notifications.OldMessage,
                Notifications.OldMessageEnded);
        }

        Add(
            published => status.Limits.State ? new Measured(published.Health.IsStateFailing ? AlarmLevel.Over : AlarmLevel.Calm) : null,
            Notifications.StateNotWritable,
            Notifications.StateNotWritableEnded);
        conditions.Add(new GapCondition(() => status.Limits.Gap, first.Health.Gaps, clock));
        return conditions;

        void Add(Func<Published, Measured?> measure, MibNotification raised, MibNotification ended) =>
            conditions.Add(new LevelCondition(measure, raised, ended, clock));
    }
}
