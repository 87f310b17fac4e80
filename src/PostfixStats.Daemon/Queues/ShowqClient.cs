// The unix socket at which Postfix tells its queues.

using System.Net.Sockets;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Queues;

/// <summary>Asks showq(8), as postqueue(1) does: who connects is answered.</summary>
internal static class ShowqClient
{
    /// <summary>How long showq may say nothing; it writes after each message it has looked at.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">Nobody answers there, or it is not permitted.</exception>
    public static async Task<Socket> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Why nobody answers, in words: .NET calls a missing unix socket "address not available".</summary>
    public static string Describe(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.AddressNotAvailable => "there is no such socket; Postfix was never started, or its queue_directory is another",
        SocketError.ConnectionRefused => "nobody listens there; Postfix is not running",
        SocketError.AccessDenied => "permission denied; queues.conf of this package gives it, see postfix-statsd(8)",
        _ => failure.Message,
    };

    /// <summary>Whether a reading failed because the socket is closed to this user.</summary>
    public static bool IsDenied(QueueReadException failure) =>
        failure.GetBaseException() is SocketException { SocketErrorCode: SocketError.AccessDenied };

    /// <summary>Reads the answer to its end.</summary>
    /// <param name="socket">Connected to showq.</param>
    /// <param name="now">When the reading began.</param>
    /// <param name="clock">Measures the silence.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="QueueReadException">The answer is none of showq's, breaks off, or does not come.</exception>
    public static async Task<QueueContents?[]> ReceiveAsync(
        Socket socket, DateTimeOffset now, TimeProvider clock, CancellationToken cancellation)
    {
        var reply = new ShowqReply(now);
        byte[] buffer = new byte[64 * 1024];
        using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            while (!reply.IsComplete)
            {
                silence.CancelAfter(Silence);
                int length = await socket.ReceiveAsync(buffer, either.Token);
                if (length == 0)
                {
                    break;
                }

                reply.Take(buffer.AsSpan(0, length));
            }

            return reply.ToContents();
        }
        catch (SocketException e)
        {
            throw new QueueReadException(e.Message, e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new QueueReadException($"showq has said nothing for {Silence.TotalSeconds:0} seconds", e);
        }
    }
}
