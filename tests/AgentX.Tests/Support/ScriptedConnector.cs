// Connects subagents to scripted masters, in memory or over unix sockets, or fails as told.
using System.Net.Sockets;
using System.Threading.Channels;
using AgentX.Transport;

namespace AgentX.Tests.Support;

internal sealed class ScriptedConnector : IConnector
{
    private readonly Channel<ScriptedMaster> _accepted = Channel.CreateUnbounded<ScriptedMaster>();
    private int _attempts;

    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>Why connecting fails, by address; null if it does not.</summary>
    public Func<AgentXAddress, SubagentReason?> Failure { get; set; } = _ => null;

    /// <summary>What is made of each connection before the subagent has it.</summary>
    public Func<ITransport, ITransport> Prepare { get; set; } = transport => transport;

    /// <summary>The octets that a connection in memory holds in each direction.</summary>
    public int Capacity { get; set; } = 1 << 18;

    public bool OverSockets { get; set; }

    public bool HasConnection => _accepted.Reader.Count > 0;

    public async ValueTask<ITransport> ConnectAsync(AgentXAddress address, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _attempts);
        if (Failure(address) is { } reason)
            throw new AgentXException(reason, $"{address}: as the test says");
        (ITransport near, ITransport far) = OverSockets ? await SocketsAsync() : MemoryTransport.Pair(Capacity);
        near = Prepare(near);
        _accepted.Writer.TryWrite(new ScriptedMaster(far, address));
        return near;
    }

    /// <summary>The master's end of the next connection.</summary>
    public async Task<ScriptedMaster> AcceptAsync() => await _accepted.Reader.ReadAsync().AsTask().Within();

    private static async Task<(ITransport Near, ITransport Far)> SocketsAsync()
    {
        var directory = Directory.CreateTempSubdirectory("agentx");
        var path = new UnixDomainSocketEndPoint(directory + "/master");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(path);
        listener.Listen();
        var near = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await near.ConnectAsync(path);
        var far = await listener.AcceptAsync();
        directory.Delete(recursive: true);
        return (new SocketTransport(near), new MasterSocket(far));
    }
}
