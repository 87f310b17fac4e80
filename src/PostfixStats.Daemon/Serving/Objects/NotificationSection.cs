// root.19: what notifications depend on, for managers who rather ask, and what became of them.

using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Notifying;

namespace PostfixStats.Daemon.Serving.Objects;

/// <summary>Values, limits and counts of notifications.</summary>
internal static class NotificationSection
{
    /// <summary>The section.</summary>
    public static MibSection Build(NotificationStatus status) => new(
        19,
        "postfixStatsNotify",
        "What notifications depend on, and what became of them.",
        "postfixStatsNotify",
        "What notifications depend on, and what became of them.",
        [
            new(1, "postfixStatsLogSilence", MibSyntax.Gauge32, "seconds", """
                How long ago the log was last written to, as far as it has been read; before the first line, how long the daemon has been
                running.
                """, null, Cells.Gauge((Published published) => status.LogSilence(published)), IsLive: true),
            Limit(2, "postfixStatsLogSilenceLimit", "seconds", () => status.Limits.LogSilence, "postfixStatsLogSilent"),
            Limit(3, "postfixStatsDeferredLimit", "messages", () => status.Limits.Deferred, "postfixStatsManyDeferred"),
            Limit(4, "postfixStatsOldestMessageLimit", "seconds", () => status.Limits.OldestMessage, "postfixStatsOldMessage"),
            new(5, "postfixStatsStateWritable", MibSyntax.TruthValue, null, """
                false(2) while the last try to write the state file failed.
                """, null, Cells.Truth(health => !health.IsStateFailing), IsLive: true),
            new(6, "postfixStatsNotificationsSent", MibSyntax.Gauge32, "notifications", """
                How many notifications the SNMP master agent has taken since the daemon started.
                """, null, Cells.Live(() => status.Sent), IsLive: true),
            new(7, "postfixStatsNotificationsMissed", MibSyntax.Gauge32, "notifications", """
                How many notifications were not sent since the daemon started, because what they tell was over before the SNMP master agent
                could be reached.
                """, null, Cells.Live(() => status.Missed), IsLive: true),
        ],
        []);

    private static MibScalar Limit(uint arc, string descriptor, string units, Func<long> limit, string notification) => new(
        arc,
        descriptor,
        MibSyntax.Gauge32,
        units,
        $"The limit beyond which {notification} is sent; 0 where that was not configured.",
        null,
        Cells.Live(limit),
        IsLive: true);
}
