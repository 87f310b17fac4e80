// What a line did, as the state file keeps it.

namespace PostfixStats.Counting;

/// <summary>An unchanging copy of a <see cref="LineEffect"/>: a repeat line may follow after a restart.</summary>
/// <param name="Moves">The counters that the line moved; one may stand there more than once.</param>
/// <param name="Weight">How many copies of a message the line itself stood for, from 1.</param>
public sealed record SavedEffect(IReadOnlyList<Move> Moves, long Weight)
{
    /// <summary>No line, or one that moved nothing.</summary>
    public static readonly SavedEffect None = new([], 1);
}
