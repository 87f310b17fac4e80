// The queues of a Postfix instance.

namespace PostfixStats.Queues;

/// <summary>A directory below <c>queue_directory</c> in which messages wait (mail_queue.h), in the order a message can pass them.</summary>
public enum MailQueue
{
    /// <summary>Submitted with sendmail(1), not picked up yet.</summary>
    Maildrop,

    /// <summary>Received, or being received, not seen by the queue manager yet.</summary>
    Incoming,

    /// <summary>Opened for delivery by the queue manager.</summary>
    Active,

    /// <summary>Could not be delivered and is tried again later.</summary>
    Deferred,

    /// <summary>Set aside until an administrator releases it.</summary>
    Hold,

    /// <summary>Unreadable queue files, kept for inspection.</summary>
    Corrupt,
}
