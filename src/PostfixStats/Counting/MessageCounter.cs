// What is counted of messages.

namespace PostfixStats.Counting;

/// <summary>The rows of <see cref="CounterFamilies.Message"/>, each a single counter; the name people type is <c>msg:ROW</c>.</summary>
public enum MessageCounter
{
    /// <summary>Messages that came into the queue for the first time, from SMTP or QMQP clients or the sendmail command.</summary>
    Received,
    /// <summary>Their recipients, after alias expansion.</summary>
    ReceivedRecipients,
    /// <summary>Their octets, each message once.</summary>
    ReceivedOctets,
    /// <summary>Messages that were delivered to at least one recipient, once by each delivery agent.</summary>
    Sent,
    /// <summary>Recipients to whom messages were delivered.</summary>
    SentRecipients,
    /// <summary>The octets of the delivered messages, counted like the messages.</summary>
    SentOctets,
    /// <summary>Messages that Postfix made: bounces, forwarded copies, notices.</summary>
    Internal,
    /// <summary>Messages that a content filter handed back.</summary>
    Reinjected,
    /// <summary>Messages that came into the queue again by <c>postsuper -r</c>.</summary>
    Requeued,
    /// <summary>Messages from clients and services that the configuration takes out of the totals.</summary>
    Excluded,
    /// <summary>Messages that only asked whether an address can be delivered to.</summary>
    Probe,
    /// <summary>Messages in the queue whose beginning was not seen.</summary>
    UnknownOrigin,
    /// <summary>Messages that were accepted and thrown away.</summary>
    Discarded,
    /// <summary>Messages that were refused after they had a queue id.</summary>
    Rejected,
    /// <summary>Messages that were forgotten because too many were to be remembered.</summary>
    Forgotten,
}
