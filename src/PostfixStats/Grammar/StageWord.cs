// The word for a stage of an SMTP session in smtpd's lines (Postfix smtpd/smtpd.h, SMTPD_AFTER_*, SMTPD_CMD_*).

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>Finds stages by their words.</summary>
internal static class StageWord
{
    /// <summary>The stage that a text begins with, spaces before it passed over.</summary>
    public static RejectStage Of(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        int end = text.IndexOfAny((byte)' ', (byte)':');
        ReadOnlySpan<byte> word = end < 0 ? text : text[..end];
        return word.SequenceEqual("RCPT"u8) ? RejectStage.Rcpt
            : word.SequenceEqual("CONNECT"u8) ? RejectStage.Connect
            : word.SequenceEqual("EHLO"u8) || word.SequenceEqual("HELO"u8) ? RejectStage.Helo
            : word.SequenceEqual("MAIL"u8) ? RejectStage.Mail
            : word.SequenceEqual("DATA"u8) ? RejectStage.Data
            : word.SequenceEqual("BDAT"u8) ? RejectStage.Bdat
            : word.SequenceEqual("END-OF-MESSAGE"u8) ? RejectStage.EndOfMessage
            : word.SequenceEqual("ETRN"u8) ? RejectStage.Etrn
            : word.SequenceEqual("VRFY"u8) ? RejectStage.Vrfy
            : word.SequenceEqual("AUTH"u8) ? RejectStage.Auth
            : word.SequenceEqual("STARTTLS"u8) ? RejectStage.StartTls
            : RejectStage.Other;
    }
}
