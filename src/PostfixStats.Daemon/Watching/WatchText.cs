// How numbers and times are written on the screen.

using System.Globalization;

namespace PostfixStats.Daemon.Watching;

/// <summary>Short forms that line up.</summary>
internal static class WatchText
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>A rate, with its decimal point two places from the end: a tenth where it tells something.</summary>
    public static string Rate(double? rate) => rate switch
    {
        null => "-  ",
        0 => "0  ",
        < 99.95 => rate.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => Number((long)Math.Round(rate.Value)) + "  ",
    };

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A time in at most seven characters.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (long)time.TotalSeconds)} s"),
        { TotalMinutes: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes} min"),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalDays} d"),
    };

    /// <summary>One bar for each rate, the highest for the largest; what is not known has none, and the lowest is for 0 alone.</summary>
    public static string Bars(IReadOnlyList<double?> rates)
    {
        double largest = rates.Max() ?? 0;
        return string.Concat(rates.Select(rate => rate switch
        {
            null => ' ',
            0 => Blocks[0],
            _ => Blocks[Math.Clamp((int)Math.Ceiling(rate.Value / largest * (Blocks.Length - 1)), 1, Blocks.Length - 1)],
        }));
    }
}
