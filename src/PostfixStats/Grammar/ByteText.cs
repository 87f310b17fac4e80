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
        int at = text.IndexOfNear(end);
        if (at < 0)
        {
            taken = default;
            return false;
        }

        taken = text[..at];
        text = text[(at + 1)..];
        return true;
    }

    /// <summary>IndexOf for what stands within a few bytes nearly always: a call costs more than looking at them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOfNear(this ReadOnlySpan<byte> text, byte value)
    {
        if (text.Length >= 2 * Vector128<byte>.Count)
        {
            uint found = Vector128.Equals(Vector128.Create(text), Vector128.Create(value)).ExtractMostSignificantBits();
            if (found != 0)
            {
                return BitOperations.TrailingZeroCount(found);
            }

            found = Vector128.Equals(Vector128.Create(text[Vector128<byte>.Count..]), Vector128.Create(value)).ExtractMostSignificantBits();
            if (found != 0)
            {
                return Vector128<byte>.Count + BitOperations.TrailingZeroCount(found);
            }
        }

        return text.IndexOf(value);
    }

    /// <summary>IndexOfAny for what stands within a few bytes nearly always.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOfAnyNear(this ReadOnlySpan<byte> text, byte value0, byte value1, byte value2)
    {
        if (text.Length >= 2 * Vector128<byte>.Count)
        {
            uint found = Matches(Vector128.Create(text), value0, value1, value2)
                | (Matches(Vector128.Create(text[Vector128<byte>.Count..]), value0, value1, value2) << Vector128<byte>.Count);
            if (found != 0)
            {
                return BitOperations.TrailingZeroCount(found);
            }
        }

        return text.IndexOfAny(value0, value1, value2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Matches(Vector128<byte> bytes, byte value0, byte value1, byte value2) =>
        (Vector128.Equals(bytes, Vector128.Create(value0)) | Vector128.Equals(bytes, Vector128.Create(value1))
            | Vector128.Equals(bytes, Vector128.Create(value2))).ExtractMostSignificantBits();

    /// <summary>Steps over digits; says how many there were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipDigits(this scoped ref ReadOnlySpan<byte> text)
    {
        int count = CountDigits(text);
        text = text[count..];
        return count;
    }

    /// <summary>How many of the characters of numbers, points and slashes the text begins with: <c>0.1/0/0.6/12</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountOfNumbers(ReadOnlySpan<byte> text)
    {
        if (text.Length >= Vector128<byte>.Count)
        {
            Vector128<byte> start = Vector128.Create(text) - Vector128.Create((byte)'.');
            uint others = Vector128.GreaterThan(start, Vector128.Create((byte)('9' - '.'))).ExtractMostSignificantBits();
            if (others != 0)
            {
                return BitOperations.TrailingZeroCount(others);
            }
        }

        int count = text.IndexOfAnyExceptInRange((byte)'.', (byte)'9');
        return count < 0 ? text.Length : count;
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
