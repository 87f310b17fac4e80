// Which tags are Postfix's.

using System.Text;

namespace PostfixStats.Grammar;

/// <summary>
/// Knows the names of Postfix instances: <c>postfix</c>, <c>postfix-...</c> (multi_instance_name must begin so), and those of the
/// configuration.
/// </summary>
internal sealed class InstanceNames(IEnumerable<string> configured)
{
    private readonly byte[][] _configured = [.. configured.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The length of the instance's name that a tag begins with; 0 where the tag is another program's.</summary>
    /// <param name="text">A tag, and maybe what follows it.</param>
    public int LengthAtStart(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("postfix"u8))
        {
            int end = 7;
            if (end < text.Length && text[end] == '-')
            {
                end = text.IndexOfAny("/[: "u8);
                return end < 0 ? text.Length : end;
            }

            if (EndsAt(text, end))
            {
                return end;
            }
        }

        foreach (byte[] name in _configured)
        {
            if (text.StartsWith(name) && EndsAt(text, name.Length))
            {
                return name.Length;
            }
        }

        return 0;
    }

    private static bool EndsAt(ReadOnlySpan<byte> text, int length) =>
        length == text.Length || text[length] is (byte)'/' or (byte)'[' or (byte)':' or (byte)' ';
}
