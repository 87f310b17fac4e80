// The part of a line before the tag, in the layouts that syslog daemons, journalctl and Postfix's own postlogd write.
// The time is not needed for counting: only its shape is asked for, and month names may be of any language.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PostfixStats.Grammar;

/// <summary>Finds the end of the header of a syslog line with a tag in its text; <see cref="StructuredHeader"/> reads RFC 5424.</summary>
internal static class SyslogHeader
{
    /// <summary>Longest month name accepted, in bytes, and longest name of a weekday.</summary>
    private const int MaxWordLength = 24;

    /// <summary>The length of time and host, with the space after them.</summary>
    /// <param name="line">A line.</param>
    /// <returns>Where the text after them begins; 0 where the line has no such header.</returns>
    public static int Length(ReadOnlySpan<byte> line)
    {
        int time = LengthOfUsualTime(line);
        if (time == 0)
        {
            time = LengthOfOtherTime(line);
        }

        if (time == 0 || time >= line.Length)
        {
            return 0;
        }

        if (line[time] == '<')
        {
            time = SkipFacility(line, time);
        }

        int host = line[time..].IndexOf((byte)' ');
        return host <= 0 || time + host + 1 == line.Length ? 0 : time + host + 1;
    }

    /// <summary>What follows a time of one of the usual layouts and a host; empty where the line may have another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> SkipUsual(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line[LengthOfUsualTime(line)..];
        int host = text.IndexOfNear((byte)' ');
        return host <= 0 || text.Length == line.Length || text[0] == '<' ? default : text[(host + 1)..];
    }

    /// <summary>
    /// The two layouts that nearly all logs have, <c>Mmm dd hh:mm:ss </c> and rsyslog's <c>2026-09-05T12:00:00.123456+02:00 </c>; a few
    /// comparisons say whether it is one of them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LengthOfUsualTime(ReadOnlySpan<byte> line)
    {
        const int Half = 16;
        if (line.Length <= 2 * Half)
        {
            return 0;
        }

        Vector128<byte> start = Vector128.Create(line);
        if (line[4] != '-')
        {
            return AreBetween(start, "AAA  0 00:00:00 "u8, "zzz 99 99:99:99 "u8) && (line[4] == ' ' || line[4] >= '0') ? Half : 0;
        }

        return AreBetween(start, "0000-00-00T00:00"u8, "9999-99-99T99:99"u8)
            && AreBetween(Vector128.Create(line[Half..]), ":00.000000+00:00"u8, ":99.999999-99:99"u8)
            && line[Half + 10] != ',' && line[2 * Half] == ' '
            ? (2 * Half) + 1
            : 0;
    }

    /// <summary>Whether each octet is in the range that its place allows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreBetween(Vector128<byte> octets, ReadOnlySpan<byte> lowest, ReadOnlySpan<byte> highest)
    {
        Vector128<byte> bounded = Vector128.Min(Vector128.Max(octets, Vector128.Create(lowest)), Vector128.Create(highest));
        return bounded == octets;
    }

    /// <summary>FreeBSD's syslogd -v writes <c>&lt;mail.info> </c> or <c>&lt;2.6> </c> before the host.</summary>
    /// <returns>Where the host begins; the end of the line where there is none.</returns>
    private static int SkipFacility(ReadOnlySpan<byte> line, int start)
    {
        int end = line[start..].IndexOf("> "u8);
        return end < 0 || line[start..(start + end)].Contains((byte)'>') ? line.Length : start + end + 2;
    }

    /// <summary>The rest of <c>2026-09-05T12:00:00.123456+02:00</c>, from the seconds on.</summary>
    private static bool TrySkipIsoSeconds(ref ReadOnlySpan<byte> text)
    {
        if (!text.Skip(":"u8) || text.SkipDigits() != 2 || !TrySkipFraction(ref text))
        {
            return false;
        }

        if (!text.Skip("Z"u8) && (text.Skip("+"u8) || text.Skip("-"u8)))
        {
            // journalctl of older systemd writes the zone without a colon.
            int digits = text.SkipDigits();
            if (digits != 4 && !(digits == 2 && (!text.Skip(":"u8) || text.SkipDigits() == 2)))
            {
                return false;
            }
        }

        return text.Skip(" "u8);
    }

    private static bool TrySkipFraction(ref ReadOnlySpan<byte> text) =>
        (!text.Skip("."u8) && !text.Skip(","u8)) || text.SkipDigits() > 0;

    /// <summary>All layouts.</summary>
    private static int LengthOfOtherTime(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line;
        return TrySkipTime(ref text) ? line.Length - text.Length : 0;
    }

    private static bool TrySkipTime(ref ReadOnlySpan<byte> text)
    {
        TrySkipPriority(ref text);
        ReadOnlySpan<byte> start = text;
        if (TrySkipIsoDateAndTime(ref text))
        {
            return true;
        }

        text = start;
        if (TrySkipUnixTime(ref text))
        {
            return true;
        }

        text = start;
        if (TrySkipShortFull(ref text))
        {
            return true;
        }

        text = start;
        return TrySkipBsdTime(ref text);
    }

    /// <summary>The syslog priority, <c>&lt;22></c> for mail.info (RFC 3164 4.1.1).</summary>
    public static bool TrySkipPriority(ref ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = text;
        if (!rest.Skip("<"u8) || rest.SkipDigits() is < 1 or > 3 || !rest.Skip(">"u8))
        {
            return false;
        }

        text = rest;
        return true;
    }

    /// <summary>RFC 3339.</summary>
    private static bool TrySkipIsoDateAndTime(ref ReadOnlySpan<byte> text) =>
        TrySkipIsoDate(ref text) && text.Skip("T"u8)
        && text.SkipDigits() == 2 && text.Skip(":"u8) && text.SkipDigits() == 2 && TrySkipIsoSeconds(ref text);

    private static bool TrySkipIsoDate(ref ReadOnlySpan<byte> text) =>
        text.SkipDigits() == 4 && text.Skip("-"u8) && text.SkipDigits() == 2 && text.Skip("-"u8) && text.SkipDigits() == 2;

    /// <summary><c>1788602400.123456 </c> of journalctl -o short-unix.</summary>
    private static bool TrySkipUnixTime(ref ReadOnlySpan<byte> text) =>
        text.SkipDigits() >= 9 && text.Skip("."u8) && text.SkipDigits() > 0 && text.Skip(" "u8);

    /// <summary><c>Sat 2026-09-05 12:00:00 CEST </c> of journalctl -o short-full.</summary>
    private static bool TrySkipShortFull(ref ReadOnlySpan<byte> text) =>
        TrySkipWord(ref text) && TrySkipIsoDate(ref text) && text.Skip(" "u8)
        && TrySkipTimeOfDay(ref text) && text.TakeUntil((byte)' ', out ReadOnlySpan<byte> zone) && zone.Length > 0;

    /// <summary><c>Sep  5 12:00:00 </c> with day, fraction, year and language in all their variants.</summary>
    private static bool TrySkipBsdTime(ref ReadOnlySpan<byte> text)
    {
        // syslog-ng's ts-format(full): "2026 Sep  5 12:00:00 ".
        ReadOnlySpan<byte> afterYear = text;
        if (TrySkipYear(ref afterYear))
        {
            text = afterYear;
        }

        if (!TrySkipWord(ref text))
        {
            return false;
        }

        text.Skip(" "u8);
        if (text.SkipDigits() is < 1 or > 2 || !text.Skip(" "u8))
        {
            return false;
        }

        // Cisco's "Sep  5 2026 12:00:00 ".
        afterYear = text;
        if (TrySkipYear(ref afterYear))
        {
            text = afterYear;
        }

        return TrySkipTimeOfDay(ref text);
    }

    private static bool TrySkipYear(ref ReadOnlySpan<byte> text) => text.SkipDigits() == 4 && text.Skip(" "u8);

    private static bool TrySkipTimeOfDay(ref ReadOnlySpan<byte> text) =>
        text.SkipDigits() == 2 && text.Skip(":"u8) && text.SkipDigits() == 2 && text.Skip(":"u8) && text.SkipDigits() == 2
        && TrySkipFraction(ref text) && text.Skip(" "u8);

    /// <summary>The name of a month or weekday in any language, such as <c>Sep</c>, <c>sept.</c> or <c>Απρ</c>.</summary>
    private static bool TrySkipWord(ref ReadOnlySpan<byte> text)
    {
        if (!text.TakeUntil((byte)' ', out ReadOnlySpan<byte> word) || word.Length is 0 or > MaxWordLength)
        {
            return false;
        }

        bool letter = false;
        foreach (byte each in word)
        {
            if (char.IsAsciiLetter((char)each) || each >= 0x80)
            {
                letter = true;
            }
            else if (!ByteText.IsDigit(each) && each != '.')
            {
                return false;
            }
        }

        return letter;
    }
}
