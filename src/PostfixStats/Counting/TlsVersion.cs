// Versions of the TLS protocol as Postfix names them.

namespace PostfixStats.Counting;

/// <summary>A protocol version (OpenSSL's SSL_get_version); the rows of <see cref="CounterFamilies.Tls"/>.</summary>
public enum TlsVersion
{
    /// <summary>SSLv2.</summary>
    Ssl2,
    /// <summary>SSLv3.</summary>
    Ssl3,
    /// <summary>TLSv1.</summary>
    Tls10,
    /// <summary>TLSv1.1.</summary>
    Tls11,
    /// <summary>TLSv1.2.</summary>
    Tls12,
    /// <summary>TLSv1.3.</summary>
    Tls13,
    /// <summary>Any other word.</summary>
    Other,
}
