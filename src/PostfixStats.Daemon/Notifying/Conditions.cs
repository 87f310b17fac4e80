// Everything that is watched.

using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Serving.Objects;

namespace PostfixStats.Daemon.Notifying;

/// <summary>The conditions that are configured.</summary>
internal static class Conditions
{
    /// <summary>Makes them.</summary>
    /// <param name="status">The limits.</param>
    /// <param name="first">What is known before anything is read.</param>
    /// <param name="clock">The clock.</param>
    public static IReadOnlyList<ICondition> Of(NotificationStatus status, Published first, TimeProvider clock)
    {
        NotificationLimits limits = status.Limits;
        var conditions = new List<ICondition>();
        if (limits.LogSilence > 0)
        {
            conditions.Add(new LevelCondition(
                published => Alarm.LevelOf(status.LogSilence(published), limits.LogSilence),
                new Notice(Notifications.LogSilent),
                new Notice(Notifications.LogSilentEnded),
                clock));
        }

        if (limits.State)
        {
            conditions.Add(new LevelCondition(
                published => published.Health.IsStateFailing ? AlarmLevel.Over : AlarmLevel.Calm,
                new Notice(Notifications.StateNotWritable),
                new Notice(Notifications.StateNotWritableEnded),
                clock));
        }

        if (limits.Gap)
        {
            conditions.Add(new GapCondition(first.Health.Gaps, clock));
        }

        return conditions;
    }
}
