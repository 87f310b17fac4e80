// Where lines go.

using PostfixStats.Counting;

namespace PostfixStats.Following;

/// <summary>Takes the lines of a log, one by one, in their order.</summary>
public interface ILineSink
{
    /// <summary>One line, without its line feed.</summary>
    void Take(ReadOnlySpan<byte> line);

    /// <summary>A line longer than <see cref="LineStream.MaxLineLength"/>, whose text was passed over.</summary>
    void TakeOverlong();

    /// <summary>What the last line did, which a repeat line that follows it may do again.</summary>
    LineEffect LastEffect { get; }
}
