// Where a master listens.
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentX;

/// <summary>
/// A master's address: <c>unix:/var/agentx/master</c> (RFC 2741 section 8.2), <c>tcp:127.0.0.1:705</c>, <c>tcp:[::1]:705</c> or
/// <c>tcp:localhost:705</c> (section 8.1); the port may be left out.
/// </summary>
public sealed class AgentXAddress : IEquatable<AgentXAddress>
{
    /// <summary>The TCP port registered for AgentX (RFC 2741 section 8.1.1).</summary>
    public const int DefaultPort = 705;

    /// <summary>The longest unix socket path in octets: sun_path has 108 and ends with a NUL.</summary>
    public const int MaxUnixPath = 107;

    private const string UnixPrefix = "unix:";

    private readonly string _text;

    private AgentXAddress(string text, EndPoint endPoint)
    {
        _text = text;
        EndPoint = endPoint;
    }

    /// <summary>What to connect a socket to.</summary>
    public EndPoint EndPoint { get; }

    /// <summary>Whether this is a unix socket.</summary>
    public bool IsUnix => EndPoint is UnixDomainSocketEndPoint;

    /// <summary>The path of a unix socket; null for TCP.</summary>
    internal string? UnixPath => IsUnix ? _text[UnixPrefix.Length..] : null;

    /// <summary>Parses an address.</summary>
    /// <exception cref="FormatException">The text is no address; the message says what is wrong with it.</exception>
    public static AgentXAddress Parse(string text) =>
        Parse(text, out var problem) ?? throw new FormatException($"\"{text}\" is no AgentX address: {problem}.");

    /// <summary>Parses an address; false if the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out AgentXAddress? address)
    {
        address = Parse(text ?? "", out _);
        return address is not null;
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] AgentXAddress? other) => other is not null && EndPoint.Equals(other.EndPoint);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as AgentXAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => EndPoint.GetHashCode();

    /// <summary>The address as it was given.</summary>
    public override string ToString() => _text;

    internal Socket CreateSocket()
    {
        if (IsUnix)
            return new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        // Answers are small and awaited: never hold one back to fill a segment.
        return EndPoint is IPEndPoint ip
            ? new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    }

    private static AgentXAddress? Parse(string text, out string? problem)
    {
        EndPoint? endPoint = null;
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
            endPoint = ParseUnix(text[UnixPrefix.Length..], out problem);
        else if (text.StartsWith("tcp:", StringComparison.Ordinal))
            endPoint = ParseTcp(text[4..], out problem);
        else
            problem = "it begins with neither unix: nor tcp:";
        return endPoint is null ? null : new AgentXAddress(text, endPoint);
    }

    private static UnixDomainSocketEndPoint? ParseUnix(string path, out string? problem)
    {
        var length = Encoding.UTF8.GetByteCount(path);
        problem = path switch
        {
            ['/', ..] when path.Contains('\0', StringComparison.Ordinal) => "the path contains a NUL",
            ['/', ..] when length > MaxUnixPath => $"the path has {length} octets, a unix socket's at most {MaxUnixPath}",
            ['/', ..] => null,
            _ => "the path is not absolute",
        };
        return problem is null ? new UnixDomainSocketEndPoint(path) : null;
    }

    private static EndPoint? ParseTcp(string text, out string? problem)
    {
        problem = null;
        var (host, port) = SplitPort(text);
        if (host.Length == 0)
            problem = "the host is missing";
        else if (port is not null && !(ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var checkedPort) && checkedPort > 0))
            problem = $"\"{port}\" is no port from 1 to 65535";
        if (problem is not null)
            return null;

        var number = port is null ? DefaultPort : ushort.Parse(port, CultureInfo.InvariantCulture);
        if (IPAddress.TryParse(host.Trim('[', ']'), out var ip))
            return new IPEndPoint(ip, number);
        if (Uri.CheckHostName(host) == UriHostNameType.Dns)
            return new DnsEndPoint(host, number);
        problem = $"\"{host}\" is neither an IP address nor a host name";
        return null;
    }

    /// <summary>Splits at the last colon, if it is outside of brackets and not one of an unbracketed IPv6 address.</summary>
    private static (string Host, string? Port) SplitPort(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0 || colon < text.LastIndexOf(']') || (text[0] != '[' && text.IndexOf(':', StringComparison.Ordinal) != colon))
            return (text, null);
        return (text[..colon], text[(colon + 1)..]);
    }
}
