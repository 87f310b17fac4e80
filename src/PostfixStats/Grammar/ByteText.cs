// The few text operations that the grammar is written in, on bytes.

using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipDigits(this scoped ref ReadOnlySpan<byte> text)
    {
        int count = CountDigits(text);
        text = text[count..];
        return count;
    }

    /// <summary>How many digits the text begins with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountDigits(ReadOnlySpan<byte> text)
    {
        if (text.Length >= Vector128<byte>.Count)
        {
            Vector128<byte> start = Vector128.Create(text) - Vector128.Create((byte)'0');
            uint others = Vector128.GreaterThan(start, Vector128.Create((byte)9)).ExtractMostSignificantBits();
            if (others != 0)
            {
                return BitOperations.TrailingZeroCount(others);
            }
        }

        int count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? text.Length : count;
    }

    /// <summary>How many ASCII letters and digits the text begins with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountLettersAndDigits(ReadOnlySpan<byte> text)
    {
        if (text.Length >= Vector128<byte>.Count)
        {
            // Queue ids are shorter than this, so that most texts are decided at once.
            Vector128<byte> start = Vector128.Create(text);
            Vector128<byte> letters = Vector128.LessThan(
                (start | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)26));
            Vector128<byte> digits = Vector128.LessThan(start - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
            uint others = ~(letters | digits).ExtractMostSignificantBits() & 0xFFFF;
            if (others != 0)
            {
                return BitOperations.TrailingZeroCount(others);
            }
        }

        int count = text.IndexOfAnyExcept(LettersAndDigits);
        return count < 0 ? text.Length : count;
    }

    public static bool IsDigit(byte value) => (uint)(value - '0') <= 9;
}
