// A pattern of the list of known lines.

using System.Text;

namespace PostfixStats.Grammar;

/// <summary>Literal text with <c>*</c> for any text.</summary>
internal sealed class LineShape
{
    private readonly byte[][] _parts;

    public LineShape(string pattern)
    {
        NeedsQueueId = pattern.StartsWith("QID: ", StringComparison.Ordinal);
        _parts = [.. (NeedsQueueId ? pattern["QID: ".Length..] : pattern).Split('*').Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Whether the text to compare comes after a queue id.</summary>
    public bool NeedsQueueId { get; }

    public bool Matches(ReadOnlySpan<byte> text)
    {
        if (!text.Skip(_parts[0]))
        {
            return false;
        }

        if (_parts.Length == 1)
        {
            return text.IsEmpty;
        }

        foreach (byte[] part in _parts.AsSpan(1, _parts.Length - 2))
        {
            if (!text.SkipPast(part))
            {
                return false;
            }
        }

        return text.EndsWith(_parts[^1]);
    }
}
