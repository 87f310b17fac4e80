// What was found in the state directory at start.

using PostfixStats.Counting;

namespace PostfixStats.State;

/// <summary>The state to begin with.</summary>
/// <param name="Store">The counters.</param>
/// <param name="Document">The positions and times; null at a first start, or after both copies were lost.</param>
/// <param name="Damage">Sentences for the log about copies that could not be used; empty when all is well.</param>
/// <param name="IsPrevious">True where the current copy was unusable: what is counted again may not be shown before it has caught up.</param>
public sealed record LoadResult(CounterStore Store, StateDocument? Document, IReadOnlyList<string> Damage, bool IsPrevious);
