// A stream socket, RFC 2741 section 8. What counts is the time from a request's arrival to its answer: a thread that waits in the
// kernel for this one socket is awake sooner than one of a pool, which a second thread that waits for all sockets has to wake.
using System.Net.Sockets;

namespace AgentX.Transport;

/// <summary>A connected TCP or unix stream socket; receiving blocks the calling thread, sending blocks none.</summary>
internal sealed class SocketTransport(Socket socket) : ITransport
{
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        try
        {
            // First to wait and then to receive: the socket does not block by itself, for the sake of sending.
            socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead);
            return ValueTask.FromResult(socket.Receive(buffer.Span, SocketFlags.None));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Closed by a peer that had something of ours unread: which of both it is depends on the moment only.
            return ValueTask.FromResult(0);
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

    public void Dispose()
    {
        try
        {
            // Wakes the thread that waits.
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed already, from either end.
        }

        socket.Dispose();
    }
}
