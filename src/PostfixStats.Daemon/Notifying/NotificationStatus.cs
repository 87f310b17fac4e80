// What the MIB tells about notifications.

using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Notifying;

/// <summary>Limits, values and counts; may be used on any thread.</summary>
internal sealed class NotificationStatus(TimeProvider clock)
{
    private NotificationLimits _limits = new();
    private long _sent;
    private long _missed;

    /// <summary>When the daemon was started.</summary>
    public DateTimeOffset Started { get; } = clock.GetUtcNow();

    /// <summary>What is configured; can be replaced at any time.</summary>
    public NotificationLimits Limits
    {
        get => Volatile.Read(ref _limits);
        set => Volatile.Write(ref _limits, value);
    }

    /// <summary>Notifications that the master agent has taken since the daemon started.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Notifications that were not sent, because what they tell was over before the master agent could be reached.</summary>
    public long Missed => Interlocked.Read(ref _missed);

    /// <summary>For how many seconds nothing has been written to the log; before the first line, since the daemon started.</summary>
    public long LogSilence(Published published)
    {
        TimeSpan silence = clock.GetUtcNow() - (published.Health.LastLine ?? Started);

        // The clock of whoever wrote the log may be ahead.
        return Math.Max(0, (long)silence.TotalSeconds);
    }

    /// <summary>The master agent has taken one.</summary>
    public void CountSent() => Interlocked.Increment(ref _sent);

    /// <summary>Two were not sent: that something began, and that it ended.</summary>
    public void CountMissed() => Interlocked.Add(ref _missed, 2);
}
