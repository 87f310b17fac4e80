// Which names found no room.

namespace PostfixStats.Counting;

/// <summary>The rows of <see cref="CounterFamilies.Capped"/>.</summary>
public enum CappedRow
{
    /// <summary>Names of DNS lists.</summary>
    Dnsbl,
    /// <summary>Enhanced status codes.</summary>
    Status,
}
