// Counts enhanced status codes by their rows.

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>Codes such as <c>5.7.1</c> (RFC 3463), in <c>dsn=</c> and before the text of a reply.</summary>
internal static class EnhancedCode
{
    /// <summary>Counts a code of class 4 or 5; anything else has no row.</summary>
    public static void Count(ReadOnlySpan<byte> code, StatusCounter counter, Tally tally)
    {
        if (StatusCode.Parse(code, out _, out _) != 0)
        {
            tally.Add(CounterFamilies.Status, code, (int)counter, (int)CappedRow.Status);
        }
    }

    /// <summary>Takes the code that a reply's text begins with, and the space behind it; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> text)
    {
        if (ReplyCode.EnhancedClass(text) == 0)
        {
            return default;
        }

        int length = ByteText.CountOfNumbers(text);
        ReadOnlySpan<byte> code = text[..length];
        text = text[length..];
        text.Skip(" "u8);
        return code;
    }
}
