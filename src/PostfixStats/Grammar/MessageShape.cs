// What an unknown line looks like, so that a thousand of its kind are seen to be one.

using System.Text;

namespace PostfixStats.Grammar;

/// <summary>Puts stars for what differs between lines of a kind, in the notation of <see cref="KnownLines"/>.</summary>
internal static class MessageShape
{
    /// <summary>The program, a bar, and the message.</summary>
    public static string Of(TaggedProgram tag, ReadOnlySpan<byte> message)
    {
        var shape = new StringBuilder();
        shape.Append(Encoding.ASCII.GetString(tag.Name.AsSpan(PostfixTag.ProgramStart(tag.Name)))).Append(" |");
        if (QueueId.TrySkip(ref message, out _))
        {
            shape.Append(" QID:");
        }

        foreach (string word in Encoding.Latin1.GetString(message).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string kept = Fixed(word);
            if (kept != "*" || !EndsWithStar(shape))
            {
                shape.Append(' ').Append(kept);
            }
        }

        return shape.ToString();
    }

    /// <summary>A word of Postfix's own stays, with what stands before its equals sign; the rest is a star.</summary>
    private static string Fixed(string word)
    {
        string text = word.TrimEnd(',', ';', ':');
        string end = word[text.Length..];
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && text[..equals].All(each => char.IsAsciiLetter(each) || each == '_'))
        {
            return text[..(equals + 1)] + "*" + end;
        }

        return text.All(each => char.IsAsciiLetter(each) || "-_()/'".Contains(each, StringComparison.Ordinal)) ? word
            : end.Length > 0 ? "*" + end
            : "*";
    }

    private static bool EndsWithStar(StringBuilder shape) => shape.Length > 1 && shape[^1] == '*' && shape[^2] == ' ';
}
