// The syslog tag: syslog_name "/" program "[" pid "]:" (Postfix global/mail_task.c, util/msg_logger.c).

using System.Buffers;

namespace PostfixStats.Grammar;

/// <summary>
/// Finds where a tag's name (everything before the process id) ends and where the message begins. Log daemons damage tags:
/// rsyslog's forwarding cuts them after 32 characters, and ends them at the first colon.
/// </summary>
internal static class PostfixTag
{
    private static readonly SearchValues<byte> OfAddresses = SearchValues.Create("0123456789abcdefABCDEF:.]"u8);

    /// <summary>Splits the text after the host into name and message.</summary>
    /// <returns>False where the text has no tag of ours.</returns>
    public static bool TrySplit(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> message)
    {
        name = default;
        message = default;
        int end = text.IndexOf((byte)' ');
        if (end < 0)
        {
            return false;
        }

        int length = NameLength(text[..end]);
        if (length < 0)
        {
            return false;
        }

        int joined = JoinedNameLength(text, end, length);
        if (joined >= 0)
        {
            length = joined;
            end += 1 + text[(end + 1)..].IndexOf((byte)' ');
        }

        name = text[..length];
        message = text[(end + 1)..];
        return true;
    }

    /// <summary>Where the program's name begins in a tag's name; 0 where there is no slash.</summary>
    public static int ProgramStart(ReadOnlySpan<byte> name) => name.LastIndexOf((byte)'/') + 1;

    /// <summary>
    /// The length of the name in <c>name[pid]:</c>, <c>name[pid]</c>, <c>name[pid</c> (cut after 32 characters) or <c>name:</c>; -1
    /// for anything else.
    /// </summary>
    private static int NameLength(ReadOnlySpan<byte> tag)
    {
        bool colon = tag is [.., (byte)':'];
        if (colon)
        {
            tag = tag[..^1];
        }

        bool bracket = tag is [.., (byte)']'];
        int end = bracket ? tag.Length - 1 : tag.Length;
        int start = end;
        while (start > 0 && ByteText.IsDigit(tag[start - 1]))
        {
            start--;
        }

        if (start > 1 && start < end && tag[start - 1] == '[')
        {
            return bracket || !colon ? start - 1 : -1;
        }

        return colon && !bracket && tag.Length > 0 ? tag.Length : -1;
    }

    /// <summary>
    /// A service name with a colon makes rsyslog write <c>postfix/127.0.0.1: 10025/smtpd[1]: </c>. The length of the whole name,
    /// or -1 where the tag was complete: where it names a program of Postfix, or is not followed by such a rest.
    /// </summary>
    private static int JoinedNameLength(ReadOnlySpan<byte> text, int end, int length)
    {
        ReadOnlySpan<byte> rest = text[(end + 1)..];
        int restEnd = rest.IndexOf((byte)' ');
        int slash = rest.IndexOf((byte)'/');
        if (length != end - 1 || slash <= 0 || slash > restEnd
            || text[..length].IndexOf((byte)'/') < 0
            || PostfixPrograms.Find(text[ProgramStart(text[..length])..length]) != PostfixProgram.Unknown
            || rest[..slash].ContainsAnyExcept(OfAddresses))
        {
            return -1;
        }

        int restLength = NameLength(rest[..restEnd]);
        return restLength > slash + 1 && PostfixPrograms.Find(rest[(slash + 1)..restLength]) != PostfixProgram.Unknown
            ? end + 1 + restLength
            : -1;
    }
}
