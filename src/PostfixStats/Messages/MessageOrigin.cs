// How a message came into the queue.

namespace PostfixStats.Messages;

/// <summary>Where a message came from, as far as the log shows it. The numbers stand in <c>state.queue-ids</c>: append, never renumber.</summary>
internal enum MessageOrigin : byte
{
    /// <summary>Its beginning was not seen.</summary>
    Unknown = 0,
    /// <summary>An SMTP client (smtpd <c>client=</c>).</summary>
    Smtp = 1,
    /// <summary>A QMQP client.</summary>
    Qmqp = 2,
    /// <summary>The sendmail command (pickup <c>uid=</c>).</summary>
    Local = 3,
    /// <summary>The queue itself: <c>postsuper -r</c> (pickup <c>orig_id=</c>).</summary>
    Requeued = 4,
    /// <summary>A content filter that handed it back.</summary>
    Reinjected = 5,
    /// <summary>Postfix: a bounce, a forwarded copy, a notice, a probe (cleanup <c>message-id=</c> of an id without a reception).</summary>
    Internal = 6,
    /// <summary>A client or service that the configuration takes out of the totals.</summary>
    Excluded = 7,
}
