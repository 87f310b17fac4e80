// Repeat compression: syslog daemons write a count instead of lines that are the same.

namespace PostfixStats.Grammar;

/// <summary>The texts that stand for further copies of a line.</summary>
internal static class RepeatLines
{
    /// <summary>More digits than any daemon writes would only be a forger's.</summary>
    private const int MaxDigits = 9;

    /// <summary>
    /// <c>message repeated N times: [ TEXT]</c> of rsyslog (runtime/ratelimit.c), where TEXT may be cut and stands for N further
    /// copies.
    /// </summary>
    public static bool TryReadQuoted(ReadOnlySpan<byte> message, out long times, out ReadOnlySpan<byte> text)
    {
        text = message;
        times = 0;
        if (!text.Skip("message repeated "u8) || !TryReadTimes(ref text, out times) || !text.Skip(": ["u8))
        {
            return false;
        }

        text.Skip(" "u8);
        if (text is [.., (byte)']'])
        {
            text = text[..^1];
        }

        return true;
    }

    /// <summary><c>last message repeated N times</c> of BSD's syslogd, and in dashes of macOS's.</summary>
    public static bool TryReadLast(ReadOnlySpan<byte> message, out long times)
    {
        times = 0;
        return message.Skip("last message repeated "u8) && TryReadTimes(ref message, out times)
            && (message.IsEmpty || message.SequenceEqual(" ---"u8));
    }

    private static bool TryReadTimes(ref ReadOnlySpan<byte> text, out long times)
    {
        times = 0;
        int digits = 0;
        while (digits < text.Length && ByteText.IsDigit(text[digits]))
        {
            if (digits == MaxDigits)
            {
                return false;
            }

            times = (times * 10) + text[digits++] - '0';
        }

        text = text[digits..];
        return digits > 0 && text.Skip(" time"u8) && (text.Skip("s"u8) || true);
    }
}
