// A TCP line to a master that passes octets on in small pieces, and breaks after so many of them.
using System.Net;
using System.Net.Sockets;

namespace AgentX.Tests.Support;

internal sealed class BadLine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _master;
    private readonly int _piece;
    private readonly int _breakAfter;

    /// <param name="master">Where the line leads.</param>
    /// <param name="piece">The most octets passed on at once.</param>
    /// <param name="breakAfter">Breaks after this many octets from the subagent; 0 for never.</param>
    public BadLine(AgentXAddress master, int piece, int breakAfter)
    {
        _master = (IPEndPoint)master.EndPoint;
        _piece = piece;
        _breakAfter = breakAfter;
        _listener.Start();
        _ = AcceptAsync();
    }

    public AgentXAddress Address => AgentXAddress.Parse($"tcp:{_listener.LocalEndpoint}");

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket near)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        await far.ConnectAsync(_master);
        await Task.WhenAny(PassAsync(near, far, _breakAfter), PassAsync(far, near, 0));
        near.Dispose();
    }

    private async Task PassAsync(Socket from, Socket to, int breakAfter)
    {
        var buffer = new byte[_piece];
        var passed = 0;
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                passed += count;
                if (breakAfter > 0 && passed > breakAfter)
                    return;
                await to.SendAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Broken from one of the ends.
        }
    }
}
