// A stream socket, RFC 2741 section 8. What counts is the time from a request's arrival to its answer: a thread that waits in the
// kernel for this one socket is awake sooner than one of a pool, which a second thread that waits for all sockets has to wake.
using System.Diagnostics;
using System.Net.Sockets;

namespace AgentX.Transport;

/// <summary>A connected TCP or unix stream socket; receiving keeps the calling thread, sending blocks none.</summary>
internal sealed class SocketTransport : ITransport
{
    /// <summary>
    /// 200 microseconds. After an answer the next request of a walk or of several managers mostly follows within this time. Whoever looks
    /// for it instead of sleeping, and lets others run meanwhile, saves the master the waking of a sleeper with each request it sends.
    /// </summary>
    private static readonly long Closely = Stopwatch.Frequency / 5_000;

    private readonly Socket _socket;
    private bool _isBusy;

    public SocketTransport(Socket socket)
    {
        socket.Blocking = false;
        _socket = socket;
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            int received;
            while (!TryReceive(buffer.Span, out received))
            {
                if (_isBusy && Stopwatch.GetTimestamp() - started < Closely)
                    Thread.Yield();
                else
                    _socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead);
            }

            _isBusy = Stopwatch.GetTimestamp() - started < Closely;
            return ValueTask.FromResult(received);
        }
        catch (SocketException e)
        {
            throw Broken(e);
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> octets)
    {
        // Nearly always there is room for all.
        var sent = _socket.Send(octets.Span, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success when sent == octets.Length => default,
            SocketError.Success => SendOnAsync(octets[sent..]),
            SocketError.WouldBlock => SendOnAsync(octets),
            _ => throw Broken(new SocketException((int)error)),
        };
    }

    public void Dispose()
    {
        try
        {
            // Wakes the thread that waits.
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed already, from either end.
        }

        _socket.Dispose();
    }

    private static IOException Broken(SocketException e) => new(e.Message, e);

    private async ValueTask SendOnAsync(ReadOnlyMemory<byte> octets)
    {
        try
        {
            while (!octets.IsEmpty)
                octets = octets[await _socket.SendAsync(octets, SocketFlags.None, CancellationToken.None)..];
        }
        catch (SocketException e)
        {
            throw Broken(e);
        }
    }

    private bool TryReceive(Span<byte> buffer, out int received)
    {
        received = _socket.Receive(buffer, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => true,
            SocketError.WouldBlock => false,

            // Closed by a peer that had something of ours unread: which of both it is depends on the moment only.
            SocketError.ConnectionReset => true,
            _ => throw new SocketException((int)error),
        };
    }
}
