// Everything that is watched.

using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Serving.Objects;

namespace PostfixStats.Daemon.Notifying;

/// <summary>The conditions that are configured.</summary>
internal static class Conditions
{
    /// <summary>Makes them.</summary>
    /// <param name="status">The limits.</param>
    /// <param name="instances">The instances whose queues are read.</param>
    /// <param name="first">What is known before anything is read.</param>
    /// <param name="clock">The clock.</param>
    public static IReadOnlyList<ICondition> Of(NotificationStatus status, IEnumerable<string> instances, Published first, TimeProvider clock)
    {
        NotificationLimits limits = status.Limits;
        var conditions = new List<ICondition>();
        if (limits.LogSilence > 0)
        {
            Add(published => new Measured(Alarm.LevelOf(status.LogSilence(published), limits.LogSilence)), Notifications.LogSilent, Notifications.LogSilentEnded);
        }

        foreach (QueueMeasures queues in instances.Select(name => new QueueMeasures(name, status.Started)))
        {
            if (limits.Deferred > 0)
            {
                Add(published => queues.Deferred(published, limits.Deferred), Notifications.ManyDeferred, Notifications.ManyDeferredEnded);
            }

            if (limits.OldestMessage > 0)
            {
                Add(published => queues.Oldest(published, limits.OldestMessage), Notifications.OldMessage, Notifications.OldMessageEnded);
            }
        }

        if (limits.State)
        {
            Add(
                published => new Measured(published.Health.IsStateFailing ? AlarmLevel.Over : AlarmLevel.Calm),
                Notifications.StateNotWritable,
                Notifications.StateNotWritableEnded);
        }

        if (limits.Gap)
        {
            conditions.Add(new GapCondition(first.Health.Gaps, clock));
        }

        return conditions;

        void Add(Func<Published, Measured> measure, MibNotification raised, MibNotification ended) =>
            conditions.Add(new LevelCondition(measure, raised, ended, clock));
    }
}
