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

        bool inward = text.StartsWith("from "u8);
        if (!inward && !text.StartsWith("to "u8))
        {
            return false;
        }

        tally.Add(inward ? Counter.TlsIn : Counter.TlsOut);
        if (tally.WithDetails)
        {
            tally.Add(CounterFamilies.Tls, (int)Version(text), (int)(inward ? TlsDirection.In : TlsDirection.Out));
        }

        return true;
    }

    /// <summary><c>from PEER[ to SNI]: VERSION with cipher ...</c>; neither peer nor SNI holds a space.</summary>
    private static TlsVersion Version(ReadOnlySpan<byte> text)
    {
        text.SkipPast(": "u8);
        int end = text.IndexOf((byte)' ');
        ReadOnlySpan<byte> word = end < 0 ? text : text[..end];
        return word.SequenceEqual("TLSv1.3"u8) ? TlsVersion.Tls13
            : word.SequenceEqual("TLSv1.2"u8) ? TlsVersion.Tls12
            : word.SequenceEqual("TLSv1.1"u8) ? TlsVersion.Tls11
            : word.SequenceEqual("TLSv1"u8) ? TlsVersion.Tls10
            : word.SequenceEqual("SSLv3"u8) ? TlsVersion.Ssl3
            : word.SequenceEqual("SSLv2"u8) ? TlsVersion.Ssl2
            : TlsVersion.Other;
    }
}
