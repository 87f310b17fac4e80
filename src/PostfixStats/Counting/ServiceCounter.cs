// The counters every delivery service ("transport") of an instance has.

namespace PostfixStats.Counting;

/// <summary>
/// One counter of a delivery service. The first three are in the closed list of names; the others are details. A failure without a
/// reply is a record of smtp(8) or lmtp(8) with status deferred, bounced or SOFTBOUNCE that tells no reply of a server.
/// </summary>
public enum ServiceCounter
{
    /// <summary>Recipients with <c>status=sent</c>: <c>sent:NAME</c>.</summary>
    Sent,
    /// <summary>Records with <c>status=deferred</c> or <c>SOFTBOUNCE</c>: <c>deferred:NAME</c>.</summary>
    Deferred,
    /// <summary>Recipients with <c>status=bounced</c>: <c>bounced:NAME</c>.</summary>
    Bounced,
    /// <summary>4xx replies of remote servers in delivery records: <c>reply-4xx:NAME</c>.</summary>
    Replies4xx,
    /// <summary>5xx replies of remote servers in delivery records: <c>reply-5xx:NAME</c>.</summary>
    Replies5xx,
    /// <summary>No reply: no connection (<c>connect to H[A]:P: ...</c>): <c>failed-connect:NAME</c>.</summary>
    FailedConnect,
    /// <summary>No reply: no address of the destination: <c>failed-dns:NAME</c>.</summary>
    FailedDns,
    /// <summary>No reply: TLS as it is required could not be had: <c>failed-tls:NAME</c>.</summary>
    FailedTls,
    /// <summary>No reply: <c>conversation with H[A] timed out</c>: <c>failed-timeout:NAME</c>.</summary>
    FailedTimeout,
    /// <summary>No reply: <c>lost connection with H[A]</c>: <c>failed-lost:NAME</c>.</summary>
    FailedLost,
    /// <summary>No reply: SASL authentication to the server failed: <c>failed-sasl:NAME</c>.</summary>
    FailedSasl,
    /// <summary>No reply: any other reason: <c>failed-other:NAME</c>.</summary>
    FailedOther,
    /// <summary>The sum of <c>delay=</c> over the recipients sent to, in milliseconds: <c>delay-ms:NAME</c>.</summary>
    DelayMilliseconds,
    /// <summary>How many recipients that sum is over: <c>delay-records:NAME</c>.</summary>
    DelayRecords,
}
