// Lines of smtp(8) and lmtp(8) (Postfix smtp/).

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>Delivery records, replies after which another server is tried, and TLS sessions.</summary>
internal static class SmtpLines
{
    public static bool TryRead(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!QueueId.TrySkipReal(ref text))
        {
            return TlsLines.TryRead(text, tally);
        }

        return DeliveryLines.TryRead(text, tally) || TryReadFailover(text, tally);
    }

    /// <summary><c>QID: host H said: CODE ...</c> without a status: another server is tried (smtp/smtp_trouble.c).</summary>
    private static bool TryReadFailover(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!ReplyCode.TrySkipToRemoteReply(ref text) || DeliveryLines.CountRemoteReply(text, tally) == 0)
        {
            return false;
        }

        tally.Add(tally.Tag.Program == PostfixProgram.Smtp ? Counter.SmtpFailover : Counter.LmtpFailover);
        return true;
    }
}
