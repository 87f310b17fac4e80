// A showq(8) that says what a test wants said.

using System.Net.Sockets;
using PostfixStats.Daemon.Queues;

namespace PostfixStats.Daemon.Tests.Queues;

/// <summary>Listens at <c>public/showq</c> of a queue directory of its own, and answers each connection by a script.</summary>
internal sealed class ScriptedShowq : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Socket? _listener;
    private Task _serving = Task.CompletedTask;

    public ScriptedShowq() => Directory.CreateDirectory(Path.Combine(Spool, "public"));

    /// <summary>The queue directory.</summary>
    public string Spool { get; } = Directory.CreateTempSubdirectory("pfstats-showq-").FullName;

    public QueueLocation Location => new("postfix", Spool);

    /// <summary>How many were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Begins to listen; each connection gets what <paramref name="answer"/> writes, and is closed after it.</summary>
    public void Listen(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(Location.Socket));
        _listener.Listen();
        _serving = ServeAsync(_listener, answer);
    }

    /// <summary>Begins to listen, with the same octets for everyone.</summary>
    public void Listen(byte[] answer) => Listen(async (stream, cancellation) => await stream.WriteAsync(answer, cancellation));

    /// <summary>Leaves, and takes the socket away with it.</summary>
    public async Task LeaveAsync()
    {
        await _stop.CancelAsync();
        _listener?.Dispose();
        await _serving;
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        _stop.Dispose();
        if (Directory.Exists(Spool))
        {
            Directory.Delete(Spool, recursive: true);
        }
    }

    private async Task ServeAsync(Socket listener, Func<NetworkStream, CancellationToken, Task> answer)
    {
        try
        {
            while (true)
            {
                using Socket client = await listener.AcceptAsync(_stop.Token);
                using var stream = new NetworkStream(client);
                await answer(stream, _stop.Token);
                Answered++;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException or IOException)
        {
            // It is over, or the client went away.
        }
    }
}
