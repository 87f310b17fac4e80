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

    /// <summary>There are too many deferred messages.</summary>
    public static readonly MibNotification ManyDeferred = new(
        2,
        "postfixStatsManyDeferred",
        ["postfixStatsInstanceName", "postfixStatsQueueMessages", "postfixStatsDeferredLimit"],
        """
        The deferred queue of a Postfix instance had more messages than postfixStatsDeferredLimit. It is sent again for this instance only
        after postfixStatsManyDeferredEnded.
        """);

    /// <summary>A message waits for too long.</summary>
    public static readonly MibNotification OldMessage = new(
        3,
        "postfixStatsOldMessage",
        ["postfixStatsInstanceName", "postfixStatsQueueName", "postfixStatsQueueOldestAge", "postfixStatsOldestMessageLimit"],
        """
        The oldest message that a Postfix instance has to deliver, in the queue that is named, was older than
        postfixStatsOldestMessageLimit. The queues hold and corrupt do not count. It is sent again for this instance only after
        postfixStatsOldMessageEnded.
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

    /// <summary>There are not so many deferred messages any more.</summary>
    public static readonly MibNotification ManyDeferredEnded = new(
        7,
        "postfixStatsManyDeferredEnded",
        ManyDeferred.Objects,
        """
        After postfixStatsManyDeferred: for one minute, the deferred queue of the instance did not have more messages than three quarters
        of the limit.
        """);

    /// <summary>No message waits for so long any more.</summary>
    public static readonly MibNotification OldMessageEnded = new(
        8,
        "postfixStatsOldMessageEnded",
        OldMessage.Objects,
        """
        After postfixStatsOldMessage: for one minute, no message that the instance has to deliver was older than three quarters of the
        limit.
        """);

    /// <summary>The state can be written again.</summary>
    public static readonly MibNotification StateNotWritableEnded = new(
        9,
        "postfixStatsStateNotWritableEnded",
        StateNotWritable.Objects,
        "After postfixStatsStateNotWritable: for one minute, the state file could be written.");

    /// <summary>All of them, in the order of their arcs.</summary>
    public static IReadOnlyList<MibNotification> All { get; } =
    [
        LogSilent, ManyDeferred, OldMessage, StateNotWritable, LogGap,
        LogSilentEnded, ManyDeferredEnded, OldMessageEnded, StateNotWritableEnded,
    ];
}
