// Lines for nobody.

using PostfixStats.Counting;
using PostfixStats.Following;

namespace Parts.Benchmarks;

/// <summary>Takes lines and does nothing.</summary>
internal sealed class IgnoringSink : ILineSink
{
    /// <summary>The one that there is.</summary>
    public static IgnoringSink Instance { get; } = new();

    /// <inheritdoc />
    public LineEffect LastEffect { get; } = new();

    /// <inheritdoc />
    public void Take(ReadOnlySpan<byte> line)
    {
    }

    /// <inheritdoc />
    public void TakeOverlong()
    {
    }
}
