// When a person wants to be told.

namespace PostfixStats.Daemon.Notifying;

/// <summary>What is configured about notifications: nothing is sent by default.</summary>
internal sealed record NotificationLimits
{
    /// <summary>Seconds that the log may be silent; 0 for ever.</summary>
    public int LogSilence { get; init; }

    /// <summary>Messages that may be in a deferred queue; 0 for any number.</summary>
    public int Deferred { get; init; }

    /// <summary>Seconds that a message may be in the queues of an instance; 0 for ever.</summary>
    public int OldestMessage { get; init; }

    /// <summary>Whether to tell that the state cannot be written.</summary>
    public bool State { get; init; }

    /// <summary>Whether to tell that lines were lost.</summary>
    public bool Gap { get; init; }
}
