// How single values are written in the state file.

using System.Globalization;
using System.Text;

namespace PostfixStats.State;

/// <summary>The forms of numbers, times and names, both ways.</summary>
internal static class StateFields
{
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>A time in UTC, to the millisecond.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);

    /// <summary>Keeps a record on its line whatever a file is called.</summary>
    public static string Of(string path) =>
        path.Replace("%", "%25", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>Reads a time.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DateTimeOffset Time(ReadOnlySpan<byte> text) =>
        DateTimeOffset.TryParseExact(
            Encoding.ASCII.GetString(text), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new FormatException($"bad time {Encoding.ASCII.GetString(text)}");

    /// <summary>Reads a number from 0.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static long Number(ReadOnlySpan<byte> text) =>
        StateText.TryParseValue(text, out ulong value) && value <= long.MaxValue
            ? (long)value
            : throw new FormatException($"bad number {Encoding.ASCII.GetString(text)}");

    /// <summary>Reads a number of 64 bits in hexadecimal.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static ulong Hexadecimal(ReadOnlySpan<byte> text) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new FormatException($"bad number {Encoding.ASCII.GetString(text)}");

    /// <summary>Reads a file name.</summary>
    public static string Path(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text).Replace("%0A", "\n", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
}
