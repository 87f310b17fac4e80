// Why a delivery failed without a reply of the remote server (Postfix smtp/).

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>Tells causes by the fixed text that the reason begins with; what a server wrote comes later, or not at all.</summary>
internal static class FailureCause
{
    /// <summary>The counter of a reason that tells no reply.</summary>
    public static ServiceCounter Of(ReadOnlySpan<byte> reason) =>
        // smtp/smtp_connect.c
        reason.StartsWith("connect to "u8) ? ServiceCounter.FailedConnect
        // smtp/smtp_trouble.c
        : reason.StartsWith("lost connection with "u8) ? ServiceCounter.FailedLost
        : reason.StartsWith("conversation with "u8) ? ServiceCounter.FailedTimeout
        // smtp/smtp_addr.c; a null MX is an answer of the DNS too
        : reason.StartsWith("Host or domain name not found"u8) || reason.StartsWith("Name service error"u8)
            || reason.StartsWith("unable to look up host"u8) || reason.StartsWith("Domain "u8)
            || reason.StartsWith("Host found but no data record"u8) ? ServiceCounter.FailedDns
        // smtp/smtp_sasl_glue.c
        : reason.StartsWith("SASL authentication failed"u8) || reason.StartsWith("SASL [CACHED] authentication failed"u8)
            ? ServiceCounter.FailedSasl
        // smtp/smtp_proto.c, smtp/smtp_tls_policy.c
        : reason.StartsWith("TLS is required"u8) || reason.StartsWith("Cannot start TLS"u8)
            || reason.StartsWith("Server certificate not "u8) || reason.StartsWith("Sender requested REQUIRETLS"u8)
            || reason.StartsWith("TLSA lookup error"u8) ? ServiceCounter.FailedTls
        : ServiceCounter.FailedOther;
}
