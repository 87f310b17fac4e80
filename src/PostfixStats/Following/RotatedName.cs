// The names that rotation gives to an old log: the order of the files follows from them.

using System.Globalization;

namespace PostfixStats.Following;

/// <summary>What a file name says about a rotated log.</summary>
/// <param name="Age">Orders the files of one scheme, the oldest first: minus N for <c>.N</c>, the digits of a date for dated names.</param>
/// <param name="IsDated">Whether the name carries a date.</param>
/// <param name="Compression">The suffix of a compressed file without its dot, or an empty text.</param>
internal readonly record struct RotatedName(Int128 Age, bool IsDated, string Compression)
{
    /// <summary>A date, a time and the seconds since 1970 have 24.</summary>
    private const int MaxDigits = 30;

    private static readonly string[] Compressions = ["gz", "bz2", "xz", "zst", "Z", "lz4", "lzma"];

    /// <summary>
    /// Recognises <c>.N</c> and <c>-YYYYMMDD</c> of logrotate and newsyslog, with whatever digits <c>dateformat</c> appends, and
    /// <c>.YYYYMMDD-HHMMSS</c> of Postfix (postfix-script <c>logrotate</c>), each with or without a compression suffix.
    /// </summary>
    /// <param name="suffix">What follows the log's own name.</param>
    /// <param name="name">What it says.</param>
    public static bool TryParse(ReadOnlySpan<char> suffix, out RotatedName name)
    {
        name = default;
        string compression = "";
        foreach (string each in Compressions)
        {
            if (suffix.EndsWith("." + each, StringComparison.Ordinal))
            {
                compression = each;
                suffix = suffix[..^(each.Length + 1)];
                break;
            }
        }

        if (suffix.Length < 2 || suffix[0] is not ('.' or '-'))
        {
            return false;
        }

        char separator = suffix[0];
        Span<char> digits = stackalloc char[MaxDigits];
        int count = 0;
        foreach (char c in suffix[1..])
        {
            if (char.IsAsciiDigit(c) && count < digits.Length)
            {
                digits[count++] = c;
            }
            else if (c is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        if (count == 0 || !char.IsAsciiDigit(suffix[1]) || !char.IsAsciiDigit(suffix[^1]))
        {
            return false;
        }

        Int128 number = Int128.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture);
        bool dated = count >= 8;
        if (!dated && (separator == '-' || count != suffix.Length - 1))
        {
            return false;
        }

        name = new RotatedName(dated ? PadDate(number, count) : -number, dated, compression);
        return true;
    }

    /// <summary>Makes dates of different precision comparable: a day comes before the hours of that day.</summary>
    private static Int128 PadDate(Int128 digits, int count)
    {
        for (; count < MaxDigits; count++)
        {
            digits *= 10;
        }

        return digits;
    }
}
