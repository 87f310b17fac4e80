// When a line was written, from its header.

using System.Buffers.Text;
using PostfixStats.Grammar;

namespace PostfixStats.Applications;

/// <summary>Reads the times of <see cref="SyslogHeader"/> that logs of mail have: RFC 3339, and RFC 3164 with English months.</summary>
internal static class LogTime
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The time of a line.</summary>
    /// <param name="header">What the line begins with.</param>
    /// <param name="now">The time now: no line is newer, and a time without a year is the last such one.</param>
    /// <param name="zone">The zone of times that name none.</param>
    /// <returns>The time, to the precision it has; <paramref name="now"/> where it cannot be read.</returns>
    public static DateTimeOffset Read(ReadOnlySpan<byte> header, DateTimeOffset now, TimeZoneInfo zone)
    {
        SyslogHeader.TrySkipPriority(ref header);
        DateTimeOffset? time = header.Length > 0 && ByteText.IsDigit(header[0]) ? OfIso(header, zone) : OfBsd(header, now, zone);
        return time is { } known && known < now ? known : now;
    }

    /// <summary><c>2026-09-05T12:00:00[.123456][+02:00|Z]</c>.</summary>
    private static DateTimeOffset? OfIso(ReadOnlySpan<byte> text, TimeZoneInfo zone)
    {
        if (!TryTake(ref text, '-', out int year) || !TryTake(ref text, '-', out int month) || !TryTake(ref text, 'T', out int day)
            || !TryTakeTimeOfDay(ref text, out TimeSpan timeOfDay) || NewDate(year, month, day) is not { } date)
        {
            return null;
        }

        if (text.Skip("Z"u8))
        {
            return new DateTimeOffset(date + timeOfDay, TimeSpan.Zero);
        }

        bool west = text.Skip("-"u8);
        if (!west && !text.Skip("+"u8))
        {
            return Local(date + timeOfDay, zone);
        }

        // "+02:00", "+0200" and "+02".
        ReadOnlySpan<byte> offset = text;
        if (offset.SkipDigits() < 2 || !Utf8Parser.TryParse(text[..2], out int hours, out _))
        {
            return null;
        }

        text = text[2..];
        text.Skip(":"u8);
        int minutes = 0;
        if (ByteText.CountDigits(text) >= 2)
        {
            _ = Utf8Parser.TryParse(text[..2], out minutes, out _);
        }

        var east = new TimeSpan(hours, minutes, 0);
        return east < TimeSpan.FromHours(14) ? new DateTimeOffset(date + timeOfDay, west ? -east : east) : null;
    }

    /// <summary><c>Sep  5 12:00:00[.123]</c>, of the year in which it was last.</summary>
    private static DateTimeOffset? OfBsd(ReadOnlySpan<byte> text, DateTimeOffset now, TimeZoneInfo zone)
    {
        int month = text.Length > 4 ? "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(text[..3]) : -1;
        if (month < 0 || month % 3 != 0)
        {
            return null;
        }

        text = text[3..].TrimStart((byte)' ');
        if (!TryTake(ref text, ' ', out int day) || !TryTakeTimeOfDay(ref text, out TimeSpan timeOfDay))
        {
            return null;
        }

        // A clock that was a little ahead does not make a line a year old.
        for (int year = now.Year + 1; year > now.Year - 5; year--)
        {
            if (NewDate(year, (month / 3) + 1, day) is { } date && Local(date + timeOfDay, zone) is var time && time < now + Day)
            {
                return time;
            }
        }

        return null;
    }

    private static bool TryTakeTimeOfDay(ref ReadOnlySpan<byte> text, out TimeSpan time)
    {
        time = default;
        if (!TryTake(ref text, ':', out int hours) || !TryTake(ref text, ':', out int minutes)
            || !Utf8Parser.TryParse(text, out int seconds, out int length) || hours > 23 || minutes > 59 || seconds > 60)
        {
            return false;
        }

        text = text[length..];
        time = new TimeSpan(hours, minutes, seconds);
        if (text.Skip("."u8) || text.Skip(","u8))
        {
            int digits = text.SkipDigits(out long fraction);
            time += TimeSpan.FromTicks((long)(fraction / Math.Pow(10, digits) * TimeSpan.TicksPerSecond));
        }

        return true;
    }

    private static int SkipDigits(this ref ReadOnlySpan<byte> text, out long number)
    {
        int digits = Math.Min(ByteText.CountDigits(text), 15);
        _ = Utf8Parser.TryParse(text[..digits], out number, out _);
        text.SkipDigits();
        return digits;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, char end, out int number)
    {
        if (!Utf8Parser.TryParse(text, out number, out int length) || number < 0 || length >= text.Length || text[length] != end)
        {
            return false;
        }

        text = text[(length + 1)..];
        return true;
    }

    private static DateTime? NewDate(int year, int month, int day) =>
        year is > 1969 and < 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day) : null;

    private static DateTimeOffset Local(DateTime time, TimeZoneInfo zone) => new(time, zone.GetUtcOffset(time));
}
