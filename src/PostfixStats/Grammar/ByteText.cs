// The few text operations that the grammar is written in, on bytes.

using System.Buffers;
using System.Runtime.CompilerServices;

namespace PostfixStats.Grammar;

/// <summary>Reading a log line from left to right.</summary>
internal static class ByteText
{
    private static readonly SearchValues<byte> LettersAndDigits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);

    /// <summary>Steps over a literal; leaves the text alone where it begins otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Skip(this scoped ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> literal)
    {
        if (!text.StartsWith(literal))
        {
            return false;
        }

        text = text[literal.Length..];
        return true;
    }

    /// <summary>Steps over everything up to and with a literal.</summary>
    public static bool SkipPast(this scoped ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> literal)
    {
        int at = text.IndexOf(literal);
        if (at < 0)
        {
            return false;
        }

        text = text[(at + literal.Length)..];
        return true;
    }

    /// <summary>Takes the text up to a byte, and steps over both.</summary>
    public static bool TakeUntil(this scoped ref ReadOnlySpan<byte> text, byte end, out ReadOnlySpan<byte> taken)
    {
        int at = text.IndexOf(end);
        if (at < 0)
        {
            taken = default;
            return false;
        }

        taken = text[..at];
        text = text[(at + 1)..];
        return true;
    }

    /// <summary>Steps over digits; says how many there were.</summary>
    public static int SkipDigits(this scoped ref ReadOnlySpan<byte> text)
    {
        int count = 0;
        while (count < text.Length && IsDigit(text[count]))
        {
            count++;
        }

        text = text[count..];
        return count;
    }

    /// <summary>How many ASCII letters and digits the text begins with.</summary>
    public static int CountLettersAndDigits(ReadOnlySpan<byte> text)
    {
        int count = text.IndexOfAnyExcept(LettersAndDigits);
        return count < 0 ? text.Length : count;
    }

    public static bool IsDigit(byte value) => (uint)(value - '0') <= 9;
}
