// Lines of postscreen(8) (Postfix postscreen/).

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>Sessions, test results and rejects of postscreen. A client is <c>[address]:port</c>.</summary>
internal static class PostscreenLines
{
    public static bool TryRead(ReadOnlySpan<byte> text, Tally tally)
    {
        if (text.Skip("NOQUEUE: "u8))
        {
            // postscreen_smtpd.c; without a code: postscreen.c, which replies 421.
            return text.Skip("reject: "u8) && TryReadReject(text, tally);
        }

        // postscreen.c: "reject: connect from [A]:P: all screening ports busy".
        if (text.Skip("reject: "u8))
        {
            return TryReadReject(text, tally);
        }

        if (!TryFind(text, out Counter counter))
        {
            return false;
        }

        tally.Add(counter);
        return true;
    }

    private static bool TryReadReject(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!RejectLines.TrySkipClient(ref text))
        {
            return false;
        }

        tally.Add(ReplyCode.Class(text) == 5 ? Counter.Postscreen5xx : Counter.Postscreen4xx);
        text = text[Math.Min(text.Length, "550 "u8.Length)..];
        EnhancedCode.Take(ref text);
        if (ReasonText.Of(text) == RejectReason.Dnsbl)
        {
            ReasonText.CountDnsbl(text, DnsblCounter.Postscreen, tally);
        }

        return true;
    }

    private static bool TryFind(ReadOnlySpan<byte> text, out Counter counter)
    {
        Counter? found =
            text.StartsWith("CONNECT from ["u8) ? Counter.PostscreenConnect
            : text.StartsWith("DISCONNECT ["u8) ? Counter.PostscreenDisconnect
            : text.StartsWith("PASS OLD ["u8) ? Counter.PostscreenPassOld
            : text.StartsWith("PASS NEW ["u8) ? Counter.PostscreenPassNew
            : text.StartsWith("PREGREET "u8) ? Counter.PostscreenPregreet
            : text.StartsWith("DNSBL rank "u8) ? Counter.PostscreenDnsbl
            : text.StartsWith("HANGUP after "u8) ? Counter.PostscreenHangup
            : text.StartsWith("ALLOWLISTED ["u8) || text.StartsWith("WHITELISTED ["u8) ? Counter.PostscreenAllowlisted
            : text.StartsWith("DENYLISTED ["u8) || text.StartsWith("BLACKLISTED ["u8) ? Counter.PostscreenDenylisted
            : IsProtocolError(text) ? Counter.PostscreenProtocolError
            : null;
        counter = found.GetValueOrDefault();
        return found.HasValue;
    }

    private static bool IsProtocolError(ReadOnlySpan<byte> text) =>
        text.StartsWith("COMMAND PIPELINING from ["u8) || text.StartsWith("COMMAND TIME LIMIT from ["u8)
        || text.StartsWith("COMMAND COUNT LIMIT from ["u8) || text.StartsWith("COMMAND LENGTH LIMIT from ["u8)
        || text.StartsWith("NON-SMTP COMMAND from ["u8) || text.StartsWith("BARE NEWLINE from ["u8);
}
