// The counters every DNS list has.

namespace PostfixStats.Counting;

/// <summary>One counter of <see cref="CounterFamilies.Dnsbl"/>.</summary>
public enum DnsblCounter
{
    /// <summary>Rejects of smtpd(8).</summary>
    Smtpd,
    /// <summary>Rejects of postscreen(8).</summary>
    Postscreen,
}
