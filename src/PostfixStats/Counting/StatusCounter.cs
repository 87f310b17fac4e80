// The counters every enhanced status code has.

namespace PostfixStats.Counting;

/// <summary>One counter of <see cref="CounterFamilies.Status"/>.</summary>
public enum StatusCounter
{
    /// <summary>Negative replies of our SMTP server.</summary>
    Rejected,
    /// <summary>Delivery records with status deferred or SOFTBOUNCE.</summary>
    Deferred,
    /// <summary>Delivery records with status bounced.</summary>
    Bounced,
}
