// Who began a TLS session.

namespace PostfixStats.Counting;

/// <summary>One counter of <see cref="CounterFamilies.Tls"/>.</summary>
public enum TlsDirection
{
    /// <summary>A client to our server.</summary>
    In,
    /// <summary>We to a remote server.</summary>
    Out,
}
