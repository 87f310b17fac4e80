// A counter's name before its pieces are put together.

namespace PostfixStats.Counting;

/// <summary>
/// The name people type, such as <c>sent:legal</c>: what it begins with, and the row's name. The state has thousands of them, and none of
/// them has to be a string.
/// </summary>
/// <param name="Prefix">The family's prefix, or the whole name of a fixed counter.</param>
/// <param name="Row">The row's name, or nothing.</param>
internal readonly record struct CounterName(string Prefix, string Row = "")
{
    /// <summary>The whole name.</summary>
    public override string ToString() => Row.Length == 0 ? Prefix : Prefix + Row;
}
