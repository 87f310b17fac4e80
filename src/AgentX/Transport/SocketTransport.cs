// A stream socket, RFC 2741 section 8.
using System.Net.Sockets;

namespace AgentX.Transport;

/// <summary>A connected TCP or unix stream socket.</summary>
internal sealed class SocketTransport(Socket socket) : ITransport
{
    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, SocketFlags.None, CancellationToken.None);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Closed by a peer that had something of ours unread: which of both it is depends on the moment only.
            return 0;
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> octets)
    {
        try
        {
            while (!octets.IsEmpty)
                octets = octets[await socket.SendAsync(octets, SocketFlags.None, CancellationToken.None)..];
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public void Dispose() => socket.Dispose();
}
