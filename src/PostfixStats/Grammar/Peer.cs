// The other end of a session: name[address] or name[address]:port (Postfix smtpd/smtpd_peer.c, smtp/smtp_session.c).

namespace PostfixStats.Grammar;

/// <summary>A client or relay taken apart.</summary>
internal readonly ref struct Peer
{
    public Peer(ReadOnlySpan<byte> text)
    {
        int open = text.IndexOfNear((byte)'[');
        int close = text.LastIndexOf((byte)']');
        if (open < 0 || close < open)
        {
            Name = text;
            return;
        }

        Name = text[..open];
        Address = text[(open + 1)..close];
        if (close + 1 < text.Length && text[close + 1] == ':')
        {
            Port = text[(close + 2)..];
        }
    }

    public ReadOnlySpan<byte> Name { get; }

    /// <summary>An IPv4 or IPv6 address, <c>unknown</c>, or the path of a UNIX socket.</summary>
    public ReadOnlySpan<byte> Address { get; }

    public ReadOnlySpan<byte> Port { get; }

    /// <summary>Whether the address of <c>name[address]</c> is this host's own: 127/8 or ::1.</summary>
    public static bool IsLoopback(ReadOnlySpan<byte> peer)
    {
        int open = peer.IndexOfNear((byte)'[');
        ReadOnlySpan<byte> address = peer[(open + 1)..];
        return open >= 0
            && (address.StartsWith("127."u8) || address.StartsWith("::1]"u8) || address.StartsWith("::ffff:127."u8));
    }

    /// <summary>Whether a name or a bracketed address of the configuration means this peer.</summary>
    public bool IsHost(ReadOnlySpan<byte> host) =>
        host is [(byte)'[', .., (byte)']'] ? Address.SequenceEqual(host[1..^1]) : host.Length > 0 && Name.SequenceEqual(host);

    /// <summary>Whether <c>host</c>, <c>host:port</c> or <c>:port</c> of the configuration means this peer.</summary>
    public bool IsHostOrPort(ReadOnlySpan<byte> hostAndPort)
    {
        if (IsHost(hostAndPort))
        {
            return true;
        }

        int colon = hostAndPort.LastIndexOf((byte)':');
        return colon >= 0 && !Port.IsEmpty && Port.SequenceEqual(hostAndPort[(colon + 1)..])
            && (colon == 0 || IsHost(hostAndPort[..colon]));
    }
}
