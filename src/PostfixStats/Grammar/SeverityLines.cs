// Lines of a severity above info (Postfix util/msg_syslog.c, util/msg_logger.c).

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>
/// <c>warning: </c>, <c>error: </c>, <c>fatal: </c> and <c>panic: </c>. A few warnings of smtpd are replies of our server or
/// refused clients; no record stands behind any other.
/// </summary>
internal static class SeverityLines
{
    public static bool TryRead(ReadOnlySpan<byte> text, Tally tally)
    {
        if (text.Skip("warning: "u8))
        {
            tally.Add(Counter.LogWarning);
            if (tally.Tag.Program == PostfixProgram.Smtpd)
            {
                CountSmtpdWarning(text, tally);
            }

            return true;
        }

        Counter? counter =
            text.StartsWith("error: "u8) ? Counter.LogError
            : text.StartsWith("fatal: "u8) ? Counter.LogFatal
            : text.StartsWith("panic: "u8) ? Counter.LogPanic
            : null;
        if (!counter.HasValue)
        {
            return false;
        }

        tally.Add(counter.GetValueOrDefault());
        return true;
    }

    private static void CountSmtpdWarning(ReadOnlySpan<byte> text, Tally tally)
    {
        if (text.Skip("proxy "u8))
        {
            CountProxyWarning(text, tally);
        }
        else if (IsRateLimit(text))
        {
            tally.Add(Counter.SmtpdRateLimited);
            Rejects.CountReason(RejectReason.RateLimit, ReplyColumn.Class4, tally);
        }
        else if (IsSaslFailure(text, out ReadOnlySpan<byte> mechanism))
        {
            tally.Add(Counter.SaslFailed);
            tally.Add(CounterFamilies.Sasl, SaslMechanisms.RowOf(mechanism), (int)SaslCounter.Failed);
        }
        else if (QueueId.TrySkipReal(ref text) && text.StartsWith("queue file size limit exceeded"u8))
        {
            // The client gets 552 5.3.4 (smtpd/smtpd.c).
            Rejects.CountReason(RejectReason.Size, ReplyColumn.Class5, tally);
        }
    }

    /// <summary>
    /// <c>proxy ADDR rejected "COMMAND": "CODE TEXT"</c>: the client gets that reply (smtpd/smtpd_proxy.c). COMMAND holds an address.
    /// </summary>
    private static void CountProxyWarning(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!text.TakeUntil((byte)' ', out _) || !text.Skip("rejected \""u8))
        {
            return;
        }

        RejectStage stage = StageWord.Of(text);
        int open = text.IndexOf((byte)'<');
        int quote = text.IndexOf("\": \""u8);
        if (open >= 0 && open < quote)
        {
            text = text[(open + 1)..];
            int end = AddressField.End(text);
            text = end < 0 ? text : text[end..];
        }

        if (text.SkipPast("\": \""u8) && ReplyCode.Class(text) > 0)
        {
            Rejects.CountReply(text, stage, RejectReason.Proxy, tally);
        }
    }

    /// <summary><c>WHAT limit exceeded: N from N[A] for service S</c> (smtpd/smtpd.c).</summary>
    private static bool IsRateLimit(ReadOnlySpan<byte> text) =>
        text.StartsWith("Connection rate limit exceeded: "u8)
        || text.StartsWith("Connection concurrency limit exceeded: "u8)
        || text.StartsWith("Message delivery request rate limit exceeded: "u8)
        || text.StartsWith("Recipient address rate limit exceeded: "u8)
        || text.StartsWith("AUTH command rate limit exceeded: "u8)
        || text.StartsWith("New TLS session rate limit exceeded: "u8);

    /// <summary><c>N[A]: SASL METHOD authentication failed: ...</c>; a client that gave up logs <c>aborted</c> (smtpd/smtpd_sasl_glue.c).</summary>
    private static bool IsSaslFailure(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> mechanism)
    {
        mechanism = default;
        if (!text.TakeUntil((byte)' ', out ReadOnlySpan<byte> client) || client is not [.., (byte)':'])
        {
            return false;
        }

        return text.Skip("SASL "u8) && text.TakeUntil((byte)' ', out mechanism)
            && text.StartsWith("authentication failed"u8);
    }
}
