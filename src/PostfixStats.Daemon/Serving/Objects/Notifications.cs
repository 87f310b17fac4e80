// root.0: notifications.

namespace PostfixStats.Daemon.Serving.Objects;

/// <summary>The notifications of POSTFIX-STATS-MIB. Arcs are for ever: append, never change.</summary>
internal static class Notifications
{
    /// <summary>The log has been silent for too long.</summary>
    public static readonly MibNotification LogSilent = new(
        1,
        "postfixStatsLogSilent",
        ["postfixStatsLogSource", "postfixStatsLogSilence", "postfixStatsLogSilenceLimit"],
        """
        Nothing was written to the log for longer than postfixStatsLogSilenceLimit. It is sent again only after
        postfixStatsLogSilentEnded.
        """);

    /// <summary>The state cannot be written.</summary>
    public static readonly MibNotification StateNotWritable = new(
        4,
        "postfixStatsStateNotWritable",
        ["postfixStatsStateWritable", "postfixStatsStateWriteErrors"],
        """
        The state file could not be written. Counting and serving go on; after a crash, the log is read again from the last state that
        was written. It is sent again only after postfixStatsStateNotWritableEnded.
        """);

    /// <summary>Lines were lost.</summary>
    public static readonly MibNotification LogGap = new(
        5,
        "postfixStatsLogGap",
        ["postfixStatsLogSource", "postfixStatsLogGaps"],
        """
        Lines of the log were lost before they could be counted. It is sent at most once a minute: postfixStatsLogGaps tells how often
        it has happened in all.
        """);

    /// <summary>The log is written to again.</summary>
    public static readonly MibNotification LogSilentEnded = new(
        6,
        "postfixStatsLogSilentEnded",
        LogSilent.Objects,
        """
        After postfixStatsLogSilent: for one minute, postfixStatsLogSilence was not above three quarters of the limit.
        """);

    /// <summary>The state can be written again.</summary>
    public static readonly MibNotification StateNotWritableEnded = new(
        9,
        "postfixStatsStateNotWritableEnded",
        StateNotWritable.Objects,
        "After postfixStatsStateNotWritable: for one minute, the state file could be written.");

    /// <summary>All of them, in the order of their arcs.</summary>
    public static IReadOnlyList<MibNotification> All { get; } =
        [LogSilent, StateNotWritable, LogGap, LogSilentEnded, StateNotWritableEnded];
}
