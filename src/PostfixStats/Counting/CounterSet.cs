// Which counters are printed.

namespace PostfixStats.Counting;

/// <summary>The sets that counters belong to. A set that is not asked for is left out, but for the closed list.</summary>
[Flags]
public enum CounterSet
{
    /// <summary>The closed list that <c>count</c> and <c>--all</c> print.</summary>
    Listed = 0,

    /// <summary>More about what the closed list counts: reasons, stages, delays (<c>--details</c>).</summary>
    Details = 1,

    /// <summary>The messages, which are counted by a memory of queue ids (<c>--messages</c>).</summary>
    Messages = 2,
}
