// What was counted in five minutes.

namespace PostfixStats.Counting;

/// <summary>The <see cref="LibreNmsTotals"/> of one interval.</summary>
/// <param name="End">When it ended.</param>
/// <param name="Counts">What was counted in it, by line; null for lines that our counters do not tell.</param>
public sealed record IntervalTotals(DateTimeOffset End, IReadOnlyList<long?> Counts);
