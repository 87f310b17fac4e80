// Ports on the loopback interface for servers that cannot be told to choose one themselves.

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EndToEnd.Tests.Harness;

/// <summary>Finds ports that nobody listens on, for TCP and UDP alike, and gives none of them twice.</summary>
internal static class FreePort
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Next()
    {
        while (true)
        {
            using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var port = ((IPEndPoint)tcp.LocalEndPoint!).Port;
            if (IsFreeForUdp(port) && Given.TryAdd(port, true))
            {
                return port;
            }
        }
    }

    private static bool IsFreeForUdp(int port)
    {
        try
        {
            using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            udp.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
