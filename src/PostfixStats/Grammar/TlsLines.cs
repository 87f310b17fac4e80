// The one line a TLS session logs at level 1 (Postfix tls/tls_misc.c).

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary><c>Verified TLS connection established to host[address]:port: ...</c>, by smtp, lmtp, smtpd and tlsproxy.</summary>
internal static class TlsLines
{
    public static bool TryRead(ReadOnlySpan<byte> text, Tally tally)
    {
        // Before Postfix 2.5 there was no word for trust.
        if (!text.Skip("Anonymous "u8) && !text.Skip("Untrusted "u8) && !text.Skip("Trusted "u8))
        {
            text.Skip("Verified "u8);
        }

        if (!text.Skip("TLS connection "u8) || (!text.Skip("established "u8) && !text.Skip("reused "u8)))
        {
            return false;
        }

        if (text.StartsWith("from "u8))
        {
            tally.Add(Counter.TlsIn);
            return true;
        }

        if (text.StartsWith("to "u8))
        {
            tally.Add(Counter.TlsOut);
            return true;
        }

        return false;
    }
}
