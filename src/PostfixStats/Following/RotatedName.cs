// The names that rotation gives to an old log: the order of the files follows from them.

using System.Globalization;

namespace PostfixStats.Following;

/// <summary>What a file name says about a rotated log.</summary>
/// <param name="Age">Orders the files of one scheme, the oldest first: minus N for <c>.N</c>, the digits of a date for dated names.</param>
/// <param name="Scheme">What the digits are.</param>
/// <param name="Compression">The suffix of a compressed file without its dot, or an empty text.</param>
internal readonly record struct RotatedName(Int128 Age, NamingScheme Scheme, string Compression)
{
    /// <summary>A date, a time and the seconds since 1970 have 24.</summary>
    private const int MaxDigits = 30;

    private static readonly string[] Compressions = ["gz", "bz2", "xz", "zst", "Z", "lz4", "lzma"];

    /// <summary>
    /// Recognises what logrotate (<c>dateext</c>, <c>dateformat</c>, <c>extension</c>), newsyslog and Postfix (postfix-script
    /// <c>logrotate</c>) make of <c>mail.log</c>: <c>mail.log.1</c>, <c>mail.log-20261122</c>, <c>mail.log.20261122-130501</c>,
    /// <c>mail-20261122.log</c>, each with or without a compression suffix.
    /// </summary>
    /// <param name="fileName">The name of a file.</param>
    /// <param name="logName">The name of the live log.</param>
    /// <param name="name">What it says.</param>
    public static bool TryParse(ReadOnlySpan<char> fileName, ReadOnlySpan<char> logName, out RotatedName name)
    {
        string compression = "";
        foreach (string each in Compressions)
        {
            if (fileName.EndsWith("." + each, StringComparison.Ordinal))
            {
                compression = each;
                fileName = fileName[..^(each.Length + 1)];
                break;
            }
        }

        ReadOnlySpan<char> extension = Path.GetExtension(logName);
        ReadOnlySpan<char> stem = logName[..^extension.Length];
        name = default;
        return (fileName.StartsWith(logName, StringComparison.Ordinal) && TryParseDigits(fileName[logName.Length..], compression, out name))
            || (extension.Length > 0
                && fileName.Length > logName.Length
                && fileName.StartsWith(stem, StringComparison.Ordinal)
                && fileName.EndsWith(extension, StringComparison.Ordinal)
                && TryParseDigits(fileName[stem.Length..^extension.Length], compression, out name));
    }

    /// <summary>What stands before or behind the log's extension: <c>.1</c>, <c>-20261122</c>, with whatever digits <c>dateformat</c> appends.</summary>
    private static bool TryParseDigits(ReadOnlySpan<char> suffix, string compression, out RotatedName name)
    {
        name = default;
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

        digits = digits[..count];
        Int128 number = Int128.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        bool dated = count >= 8 || (count >= 6 && separator == '-');
        if (!dated && (separator == '-' || count != suffix.Length - 1))
        {
            return false;
        }

        name = dated
            ? new RotatedName(PadDate(number, count), TellsOrder(digits) ? NamingScheme.Date : NamingScheme.Unordered, compression)
            : new RotatedName(-number, NamingScheme.Number, compression);
        return true;
    }

    /// <summary>
    /// Year, then month or week, or ten digits of seconds since 1970. A date that begins with its day tells no order, and has
    /// the century where the month would be.
    /// </summary>
    private static bool TellsOrder(ReadOnlySpan<char> digits) =>
        digits.Length == 10 || (digits[..2] is "20" && int.Parse(digits[4..6], NumberStyles.None, CultureInfo.InvariantCulture) is >= 1 and <= 53 and not 20);

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
