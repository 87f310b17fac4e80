// The header of RFC 5424, where the tag is a field of its own:
// <PRI>1 TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG (section 6).

namespace PostfixStats.Grammar;

/// <summary>Reads an RFC 5424 line, as rsyslog, syslog-ng and FreeBSD's <c>syslogd -O rfc5424</c> write it.</summary>
internal static class StructuredHeader
{
    /// <summary>Takes a line apart.</summary>
    /// <param name="line">A line; file templates may have left out its priority.</param>
    /// <param name="application">APP-NAME: the tag without process id.</param>
    /// <param name="message">MSG without byte order mark.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> application, out ReadOnlySpan<byte> message)
    {
        application = default;
        message = line;
        SyslogHeader.TrySkipPriority(ref message);
        if (!message.Skip("1 "u8)
            || !message.TakeUntil((byte)' ', out ReadOnlySpan<byte> time) || !IsTimestamp(time)
            || !message.TakeUntil((byte)' ', out ReadOnlySpan<byte> host) || host.IsEmpty
            || !message.TakeUntil((byte)' ', out application) || application.IsEmpty
            || !message.TakeUntil((byte)' ', out ReadOnlySpan<byte> process) || process.IsEmpty
            || !message.TakeUntil((byte)' ', out ReadOnlySpan<byte> messageId) || messageId.IsEmpty
            || !TrySkipStructuredData(ref message))
        {
            return false;
        }

        message.Skip(" "u8);
        message.Skip([0xEF, 0xBB, 0xBF]);
        return true;
    }

    /// <summary>RFC 5424 6.2.3: NILVALUE or a date, T and a time.</summary>
    private static bool IsTimestamp(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("-"u8)
        || (text.Length >= 19 && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' && text[16] == ':');

    /// <summary>RFC 5424 6.3: <c>-</c>, or elements in brackets whose quoted values may hold escaped quotes and brackets.</summary>
    private static bool TrySkipStructuredData(ref ReadOnlySpan<byte> text)
    {
        if (text.Skip("-"u8))
        {
            return true;
        }

        if (text.IsEmpty || text[0] != '[')
        {
            return false;
        }

        bool quoted = false;
        for (int i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)'\\' when quoted:
                    i++;
                    break;
                case (byte)'"':
                    quoted = !quoted;
                    break;
                case (byte)']' when !quoted && !(i + 1 < text.Length && text[i + 1] == '['):
                    text = text[(i + 1)..];
                    return true;
                default:
                    break;
            }
        }

        return false;
    }
}
