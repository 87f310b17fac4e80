// The layouts of a line, postfix-log 1.1 a to l.

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PostfixStats.Grammar;

/// <summary>Writes a message as a log daemon writes it. Texts hold a byte a character (Latin 1).</summary>
internal static class HeaderStyle
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    public const int Count = 17;

    /// <summary>A line of one of the styles, without line feed.</summary>
    public static byte[] Write(int style, string tag, int pid, string message) => style switch
    {
        0 => Line($"Sep  5 12:00:00 mx {tag}[{pid}]: {message}"),
        1 => Line($"Sep 05 12:00:00 mx {tag}[{pid}]: {message}"),
        2 => Line($"\xCE\x91\xCF\x80\xCF\x81 15 12:20:28.123456 mx2 {tag}[{pid}]: {message}"),
        3 => Line($"2026-09-05T12:00:00.123456+02:00 mx {tag}[{pid}]: {message}"),
        4 => Line($"2026-09-05T12:00:00+0200 mx {tag}[{pid}]: {message}"),
        5 => Line($"2026-09-05T12:00:00Z mx {tag}[{pid}]: {message}"),
        6 => Line($"Sat 2026-09-05 12:00:00 CEST mx {tag}[{pid}]: {message}"),
        7 => Line($"1788602400.123456 mx {tag}[{pid}]: {message}"),
        8 => Line($"<22>1 2026-09-05T12:00:00.5Z mx {tag} {pid} - [meta seq=\"7\\\"]\"] {message}"),
        9 => Line($"<22>Sep  5 12:00:00 mx {tag}[{pid}]: {message}"),
        10 => Line($"Sep  5 12:00:00 <mail.info> mx {tag}[{pid}]: {message}"),
        11 => Line($"Sep  5 12:00:00 mx {tag}[{pid}]: [ID 197553 mail.info] {message}"),
        12 => Line($"2026 Sep  5 12:00:00 mx {tag}[{pid}]: {message}"),
        13 => Line($"Sep  5 2026 12:00:00 mx {tag}[{pid}]: {message}"),
        14 => Line($"Sep  5 12:00:00 mx {tag}[{pid}]: {message}\r"),
        15 => Line($"Sep  5 12:00:00 central {tag}[{pid}] {message}"),
        _ => Journal(tag, pid, Line(message)),
    };

    private static byte[] Line(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>journalctl -o json: a string, or an array of byte values for what is no UTF-8.</summary>
    private static byte[] Journal(string tag, int pid, byte[] message)
    {
        string value;
        try
        {
            value = JsonSerializer.Serialize(StrictUtf8.GetString(message));
        }
        catch (DecoderFallbackException)
        {
            value = $"[{string.Join(',', message.Select(each => each.ToString(CultureInfo.InvariantCulture)))}]";
        }

        return Encoding.UTF8.GetBytes($$"""{"__CURSOR":"s=1","SYSLOG_PID":"{{pid}}","MESSAGE":{{value}},"PRIORITY":"6","SYSLOG_IDENTIFIER":"{{tag}}"}""");
    }
}
