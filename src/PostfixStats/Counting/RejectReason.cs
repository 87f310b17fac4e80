// Why our SMTP server refused something.

namespace PostfixStats.Counting;

/// <summary>The reason, by Postfix's own fixed texts; the rows of <see cref="CounterFamilies.Reason"/>.</summary>
public enum RejectReason
{
    /// <summary><c>Relay access denied</c>.</summary>
    RelayDenied,
    /// <summary><c>User unknown ...</c>, <c>undeliverable address</c>.</summary>
    UnknownUser,
    /// <summary><c>blocked using DOMAIN</c>.</summary>
    Dnsbl,
    /// <summary><c>Helo command rejected: ...</c>.</summary>
    Helo,
    /// <summary><c>Sender address rejected: ...</c>.</summary>
    Sender,
    /// <summary><c>Recipient address rejected: ...</c> for any other reason.</summary>
    Recipient,
    /// <summary>Greylisting and other answers of a policy server that say so.</summary>
    Policy,
    /// <summary>A rate or concurrency limit; Postfix logs a warning, no <c>reject:</c>.</summary>
    RateLimit,
    /// <summary>A milter.</summary>
    Milter,
    /// <summary>A header check, or one of MIME headers.</summary>
    Header,
    /// <summary>A body check, or one of the content as a whole.</summary>
    Body,
    /// <summary>The message is larger than <c>message_size_limit</c>.</summary>
    Size,
    /// <summary><c>Improper use of SMTP command pipelining</c>.</summary>
    Pipelining,
    /// <summary><c>Server configuration error</c>, lookup errors, no storage.</summary>
    ServerConfiguration,
    /// <summary><c>Client host rejected: ...</c>.</summary>
    Client,
    /// <summary>A before-queue filter.</summary>
    Proxy,
    /// <summary>Anything else.</summary>
    Other,
}
