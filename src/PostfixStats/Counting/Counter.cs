// The counters every Postfix instance has, whether or not they have moved yet.
// The names are a closed list that scripts, graphs and the state file depend on: append, never rename.

namespace PostfixStats.Counting;

/// <summary>One fixed counter of a Postfix instance; <see cref="CounterNames"/> gives the name people type.</summary>
public enum Counter
{
    /// <summary>SMTP transactions with an accepted recipient (smtpd <c>QID: client=</c>).</summary>
    ReceivedSmtp,
    /// <summary>Messages picked up from local submission (pickup <c>uid=</c>).</summary>
    ReceivedLocal,
    /// <summary>Mail that a content filter handed back (loopback client with <c>orig_client=</c> or <c>orig_queue_id=</c>).</summary>
    ReceivedReinjected,
    /// <summary>Messages received by qmqpd.</summary>
    ReceivedQmqp,
    /// <summary>Messages put back by <c>postsuper -r</c> (pickup <c>orig_id=</c>).</summary>
    Requeued,

    /// <summary>Recipients rewritten by an alias or .forward (<c>forwarded as</c>).</summary>
    Forwarded,
    /// <summary>Records with <c>status=sent</c> written by qmgr or cleanup: thrown away, not delivered.</summary>
    Discarded,
    /// <summary>Recipients with <c>status=SOFTBOUNCE</c>, also counted as deferred.</summary>
    SoftBounced,
    /// <summary>Deliveries by smtp(8) to a loopback relay, also counted as sent.</summary>
    InternalSent,
    /// <summary>Deliveries taken out of the totals by configuration.</summary>
    ExcludedSent,
    /// <summary>Receptions taken out of the totals by configuration.</summary>
    ExcludedReceived,

    /// <summary>4xx replies of remote servers to smtp(8).</summary>
    Smtp4xx,
    /// <summary>5xx replies of remote servers to smtp(8).</summary>
    Smtp5xx,
    /// <summary>Those replies after which smtp(8) tried another server, also counted by class.</summary>
    SmtpFailover,
    /// <summary>4xx replies to lmtp(8).</summary>
    Lmtp4xx,
    /// <summary>5xx replies to lmtp(8).</summary>
    Lmtp5xx,
    /// <summary>Those replies after which lmtp(8) tried another server, also counted by class.</summary>
    LmtpFailover,

    /// <summary>4xx replies of our SMTP server.</summary>
    Smtpd4xx,
    /// <summary>5xx replies of our SMTP server.</summary>
    Smtpd5xx,
    /// <summary>Negative replies of our SMTP server that are logged without a code.</summary>
    SmtpdNoCode,

    /// <summary>Rejections by smtpd's own restrictions.</summary>
    RejectedBySmtpd,
    /// <summary>Rejections by a milter, in smtpd or cleanup.</summary>
    RejectedByMilter,
    /// <summary>Rejections by header, body and MIME checks.</summary>
    RejectedByContent,
    /// <summary>Rejections by a before-queue proxy filter.</summary>
    RejectedByProxy,

    /// <summary>Action <c>warn</c> of an access table.</summary>
    ActionWarn,
    /// <summary>Action <c>warning</c> of header and body checks.</summary>
    ActionWarning,
    /// <summary>Action <c>info</c>.</summary>
    ActionInfo,
    /// <summary>Action <c>hold</c>.</summary>
    ActionHold,
    /// <summary>Action <c>discard</c>.</summary>
    ActionDiscard,
    /// <summary>Action <c>redirect</c>.</summary>
    ActionRedirect,
    /// <summary>Action <c>filter</c>.</summary>
    ActionFilter,
    /// <summary>Action <c>bcc</c>.</summary>
    ActionBcc,
    /// <summary>Action <c>delay</c>.</summary>
    ActionDelay,
    /// <summary>Action <c>hangup</c>.</summary>
    ActionHangup,
    /// <summary>Action <c>permit</c>.</summary>
    ActionPermit,
    /// <summary>Action <c>prepend</c>.</summary>
    ActionPrepend,
    /// <summary>Action <c>replace</c>.</summary>
    ActionReplace,
    /// <summary>Action <c>strip</c>.</summary>
    ActionStrip,
    /// <summary>Action <c>pass</c>.</summary>
    ActionPass,
    /// <summary>Restrictions under <c>warn_if_reject</c>.</summary>
    ActionRejectWarning,
    /// <summary>Messages put on hold by a milter.</summary>
    ActionMilterHold,
    /// <summary>Messages discarded by a milter.</summary>
    ActionMilterDiscard,

    /// <summary>smtpd sessions begun.</summary>
    SmtpdConnect,
    /// <summary>smtpd sessions ended.</summary>
    SmtpdDisconnect,
    /// <summary>smtpd sessions that ended with <c>lost connection</c>.</summary>
    SmtpdLostConnection,
    /// <summary>smtpd sessions that ended with <c>timeout</c>.</summary>
    SmtpdTimeout,
    /// <summary>smtpd sessions that ended with <c>too many errors</c>.</summary>
    SmtpdTooManyErrors,
    /// <summary>Connection, message, recipient, AUTH and TLS rate limits hit.</summary>
    SmtpdRateLimited,
    /// <summary>Transactions handed to a before-queue filter (<c>NOQUEUE: client=</c>).</summary>
    SmtpdProxied,
    /// <summary>Messages a before-queue filter accepted.</summary>
    ProxyAccepted,

    /// <summary>Transactions of authenticated clients (<c>client=</c> with <c>sasl_username=</c>).</summary>
    SaslMessages,
    /// <summary>Failed SASL authentications.</summary>
    SaslFailed,
    /// <summary>Inbound TLS sessions (needs <c>smtpd_tls_loglevel = 1</c>).</summary>
    TlsIn,
    /// <summary>Outbound TLS sessions (needs <c>smtp_tls_loglevel = 1</c>).</summary>
    TlsOut,

    /// <summary>4xx replies of postscreen, and rejects it logs without a code.</summary>
    Postscreen4xx,
    /// <summary>5xx replies of postscreen.</summary>
    Postscreen5xx,
    /// <summary>postscreen sessions begun.</summary>
    PostscreenConnect,
    /// <summary>postscreen sessions ended.</summary>
    PostscreenDisconnect,
    /// <summary>Clients that passed all tests.</summary>
    PostscreenPassNew,
    /// <summary>Clients that had passed before.</summary>
    PostscreenPassOld,
    /// <summary>Clients that spoke before their turn.</summary>
    PostscreenPregreet,
    /// <summary>Clients over the DNSBL threshold.</summary>
    PostscreenDnsbl,
    /// <summary>Clients that hung up during the tests.</summary>
    PostscreenHangup,
    /// <summary>Clients on the permanent allow list.</summary>
    PostscreenAllowlisted,
    /// <summary>Clients on the permanent deny list.</summary>
    PostscreenDenylisted,
    /// <summary>Pipelining, non-SMTP commands, bare newlines, command limits.</summary>
    PostscreenProtocolError,

    /// <summary>Address probes with a deliverable result.</summary>
    ProbeDeliverable,
    /// <summary>Address probes with an undeliverable result.</summary>
    ProbeUndeliverable,
    /// <summary>Undeliverable probes that the verify cache does not keep.</summary>
    ProbeUndeliverableButNotCached,

    /// <summary>Entries of a message into the active queue, each retry again.</summary>
    QmgrActive,
    /// <summary>Messages finished.</summary>
    QmgrRemoved,
    /// <summary>Messages returned after <c>maximal_queue_lifetime</c>.</summary>
    QmgrExpired,
    /// <summary>Messages returned after <c>postsuper -e</c>.</summary>
    QmgrForceExpired,
    /// <summary>Messages whose header reached cleanup (<c>message-id=</c>).</summary>
    CleanupMessages,
    /// <summary>Messages given up before they were accepted (Postfix 3.10 and later).</summary>
    CleanupCanceled,
    /// <summary>Messages accepted and thrown away (Postfix 3.10 and later).</summary>
    CleanupDiscarded,

    /// <summary>Non-delivery notifications to senders.</summary>
    BounceSenderNonDelivery,
    /// <summary>Delay notifications to senders.</summary>
    BounceSenderDelay,
    /// <summary>Delivery status notifications to senders.</summary>
    BounceSenderDeliveryStatus,
    /// <summary>Non-delivery notifications to the postmaster.</summary>
    BouncePostmasterNonDelivery,
    /// <summary>Delay notifications to the postmaster.</summary>
    BouncePostmasterDelay,

    /// <summary>Messages deleted by queue id.</summary>
    PostsuperRemoved,
    /// <summary>Messages requeued by queue id.</summary>
    PostsuperRequeued,
    /// <summary>Messages put on hold by queue id.</summary>
    PostsuperPlacedOnHold,
    /// <summary>Messages released by queue id.</summary>
    PostsuperReleasedFromHold,
    /// <summary>Messages expired by queue id.</summary>
    PostsuperExpired,

    /// <summary>Postfix lines of severity warning.</summary>
    LogWarning,
    /// <summary>Postfix lines of severity error.</summary>
    LogError,
    /// <summary>Postfix lines of severity fatal.</summary>
    LogFatal,
    /// <summary>Postfix lines of severity panic.</summary>
    LogPanic,

    /// <summary>Lines that moved a counter.</summary>
    LinesCounted,
    /// <summary>Postfix lines of a known shape that feeds no counter.</summary>
    LinesIgnored,
    /// <summary>Postfix lines with an unknown program, shape or status.</summary>
    LinesUnknown,
    /// <summary>Lines of other programs.</summary>
    LinesForeign,
    /// <summary>Lines without a syslog header.</summary>
    LinesUnparsed,

    /// <summary>Records whose name went to <c>~other</c>.</summary>
    NamesCapped,
}
