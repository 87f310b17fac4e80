// Dotted decimals to sub-identifiers and back.
using System.Globalization;
using System.Text;

namespace AgentX;

internal static class OidText
{
    /// <summary>Fills <paramref name="subIds"/>; null when the text is an OID, otherwise what is wrong with it.</summary>
    public static string? Parse(ReadOnlySpan<char> text, Span<uint> subIds, out int length)
    {
        length = 0;
        if (text is ['.', .. var rest])
            text = rest;
        if (text.IsEmpty)
            return "it is empty";

        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (part.IsEmpty)
                return "a sub-identifier is empty";
            if (length == subIds.Length)
                return $"it has more than {ObjectIdentifier.MaxLength} sub-identifiers";
            if (!uint.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out subIds[length]))
                return $"\"{part}\" is no number from 0 to {uint.MaxValue}";
            length++;
        }

        return null;
    }

    public static string Format(ReadOnlySpan<uint> subIds)
    {
        var text = new StringBuilder(subIds.Length * 4);
        foreach (var subId in subIds)
        {
            if (text.Length > 0)
                text.Append('.');
            text.Append(CultureInfo.InvariantCulture, $"{subId}");
        }

        return text.ToString();
    }
}
