// What a log line says about a message.

namespace PostfixStats.Messages;

/// <summary>The lines that matter to the memory of messages.</summary>
internal enum MessageEventKind : byte
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>A reception: smtpd or qmqpd <c>client=</c>, pickup <c>uid=</c>.</summary>
    Begun,
    /// <summary>cleanup <c>message-id=</c>.</summary>
    Identified,
    /// <summary>qmgr <c>(queue active)</c>: the first time, or a retry.</summary>
    Active,
    /// <summary>cleanup puts it on hold.</summary>
    Held,
    /// <summary>It is refused, with a queue id already.</summary>
    Refused,
    /// <summary>It is accepted and will be thrown away.</summary>
    Discarded,
    /// <summary>It was thrown away (cleanup <c>removed (discarded)</c>).</summary>
    DiscardedAndEnded,
    /// <summary>smtpd is told to throw away the message of a client that has no queue id yet.</summary>
    DiscardsNext,
    /// <summary>A recipient's copy was delivered.</summary>
    Delivered,
    /// <summary>A recipient's copy went to discard(8).</summary>
    DeliveredToNobody,
    /// <summary>Any other line of a message in the queue, such as a delivery that was deferred.</summary>
    Mentioned,
    /// <summary>A recipient was only asked for (<c>status=deliverable</c> and its like).</summary>
    Probed,
    /// <summary>It is gone.</summary>
    Ended,
}
