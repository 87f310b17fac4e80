// Replies of SMTP servers as they stand in log texts.

namespace PostfixStats.Grammar;

/// <summary>Finds the class of a reply: 4, 5, or 0 for anything else.</summary>
internal static class ReplyCode
{
    /// <summary>The class of a code such as <c>450 4.7.1 text</c> or <c>550-first line</c> that a text begins with.</summary>
    public static int Class(ReadOnlySpan<byte> text) =>
        text.Length >= 3 && text[0] is (byte)'4' or (byte)'5' && ByteText.IsDigit(text[1]) && ByteText.IsDigit(text[2])
        && (text.Length == 3 || !char.IsAsciiLetterOrDigit((char)text[3]))
            ? text[0] - '0'
            : 0;

    /// <summary>The class of an enhanced code such as <c>5.7.1 text</c> (RFC 3463) that a text begins with.</summary>
    public static int EnhancedClass(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = text;
        return (rest.Skip("4."u8) || rest.Skip("5."u8))
            && rest.SkipDigits() is >= 1 and <= 3 && rest.Skip("."u8) && rest.SkipDigits() is >= 1 and <= 3
            && (rest.IsEmpty || rest[0] is (byte)' ' or (byte)';')
            ? text[0] - '0'
            : 0;
    }

    /// <summary>
    /// Steps to the reply of a remote server in the reason of smtp(8) and lmtp(8) (Postfix smtp/smtp_proto.c,
    /// smtp/smtp_sasl_glue.c, smtp/smtp_trouble.c). Texts of the server's come after the code, so only the beginning is looked at.
    /// </summary>
    public static bool TrySkipToRemoteReply(ref ReadOnlySpan<byte> reason)
    {
        ReadOnlySpan<byte> rest = reason;
        bool found = rest.Skip("host "u8) ? SkipServer(ref rest) && (rest.Skip("said: "u8) || rest.Skip("refused to talk to me: "u8))
            : rest.Skip("TLS is required, but host "u8) || rest.Skip("Sender requested REQUIRETLS, but host "u8)
                ? SkipServer(ref rest) && rest.Skip("refused to start TLS: "u8)
            : rest.Skip("SASL authentication failed; server "u8) ? SkipServer(ref rest) && rest.Skip("said: "u8)
            : rest.Skip("Protocol error: host "u8) && SkipServer(ref rest) && (rest.Skip("said: "u8) || rest.Skip("refused to talk to me: "u8));
        if (found)
        {
            reason = rest;
        }

        return found;
    }

    private static bool SkipServer(ref ReadOnlySpan<byte> text) => text.TakeUntil((byte)' ', out ReadOnlySpan<byte> server) && server.Length > 0;
}
