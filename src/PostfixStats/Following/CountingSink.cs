// The sink that counts.

using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Grammar;

namespace PostfixStats.Following;

/// <summary>Hands the lines of one file to the grammar.</summary>
/// <param name="counter">Counts them.</param>
/// <param name="applications">Is shown them afterwards; null where nobody asks for what it keeps.</param>
public sealed class CountingSink(LineCounter counter, ApplicationBook? applications = null) : ILineSink
{
    /// <inheritdoc />
    public LineEffect LastEffect => counter.LastEffect;

    /// <inheritdoc />
    public void Take(ReadOnlySpan<byte> line)
    {
        LineOutcome outcome = counter.Count(line);
        applications?.Take(line, outcome, counter);
    }

    /// <inheritdoc />
    public void TakeOverlong() => counter.CountOverlong();
}
