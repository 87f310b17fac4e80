// The sink that counts.

using PostfixStats.Counting;
using PostfixStats.Grammar;

namespace PostfixStats.Following;

/// <summary>Hands the lines of one file to the grammar.</summary>
public sealed class CountingSink(LineCounter counter) : ILineSink
{
    /// <inheritdoc />
    public LineEffect LastEffect => counter.LastEffect;

    /// <inheritdoc />
    public void Take(ReadOnlySpan<byte> line) => counter.Count(line);

    /// <inheritdoc />
    public void TakeOverlong() => counter.CountOverlong();
}
