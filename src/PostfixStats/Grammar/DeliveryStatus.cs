// The statuses that delivery records end in (Postfix global/log_adhoc.c and its callers).

namespace PostfixStats.Grammar;

/// <summary>What became of one recipient.</summary>
internal enum DeliveryStatus : byte
{
    Unknown,
    Sent,
    Deferred,
    Bounced,
    /// <summary>A permanent error that <c>soft_bounce</c> turned into a temporary one (global/bounce.c).</summary>
    SoftBounce,
    Deliverable,
    Undeliverable,
    UndeliverableButNotCached,
}
