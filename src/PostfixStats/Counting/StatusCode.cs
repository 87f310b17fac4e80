// Enhanced mail system status codes (RFC 3463), as far as tables of them need to know them.

using System.Buffers.Text;

namespace PostfixStats.Counting;

/// <summary>
/// A code such as <c>4.4.1</c>: class, subject and detail. For those of IANA's registry there is always a row; servers may answer
/// any others, and those share what room is left.
/// </summary>
public static class StatusCode
{
    /// <summary>The greatest detail registered for each subject (IANA, SMTP Enhanced Status Codes).</summary>
    private static readonly int[] LastDetails = [0, 10, 4, 5, 7, 6, 10, 30];

    /// <summary>How many codes of the classes 4 and 5 are registered, gaps included.</summary>
    internal static int RegisteredCount => 2 * LastDetails.Sum(last => last + 1);

    /// <summary>Takes a code of class 4 or 5 apart.</summary>
    /// <param name="text">The code and nothing behind it.</param>
    /// <param name="subject">0 to 999.</param>
    /// <param name="detail">0 to 999.</param>
    /// <returns>The class, or 0 where it is no such code.</returns>
    public static int Parse(ReadOnlySpan<byte> text, out int subject, out int detail)
    {
        subject = 0;
        detail = 0;
        return text.Length >= 5 && text[0] is (byte)'4' or (byte)'5' && text[1] == '.'
            && TryParsePart(text[2..], out subject, out int used) && used + 2 < text.Length && text[used + 2] == '.'
            && TryParsePart(text[(used + 3)..], out detail, out int last) && used + 3 + last == text.Length
            ? text[0] - '0'
            : 0;
    }

    /// <summary>Whether a code is in IANA's registry, or in a gap of it.</summary>
    internal static bool IsRegistered(ReadOnlySpan<byte> text) =>
        Parse(text, out int subject, out int detail) != 0 && subject < LastDetails.Length && detail <= LastDetails[subject];

    /// <summary>One to three digits; a number is written in one way only, so that it has one row.</summary>
    private static bool TryParsePart(ReadOnlySpan<byte> text, out int value, out int length) =>
        Utf8Parser.TryParse(text, out value, out length) && length <= 3 && (length == 1 || text[0] != '0') && text[0] is >= (byte)'0' and <= (byte)'9';
}
