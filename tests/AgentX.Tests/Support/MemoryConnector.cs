// Connects subagents to scripted masters, or fails as told.
using System.Threading.Channels;
using AgentX.Transport;

namespace AgentX.Tests.Support;

internal sealed class MemoryConnector : IConnector
{
    private readonly Channel<ScriptedMaster> _accepted = Channel.CreateUnbounded<ScriptedMaster>();
    private int _attempts;

    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>Why connecting fails, by address; null if it does not.</summary>
    public Func<AgentXAddress, SubagentReason?> Failure { get; set; } = _ => null;

    /// <summary>What is done to each connection before the subagent has it.</summary>
    public Action<MemoryTransport>? Prepare { get; set; }

    public int Capacity { get; set; } = 1 << 18;

    public bool HasConnection => _accepted.Reader.Count > 0;

    public ValueTask<ITransport> ConnectAsync(AgentXAddress address, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _attempts);
        if (Failure(address) is { } reason)
            throw new AgentXException(reason, $"{address}: as the test says");
        var (near, far) = MemoryTransport.Pair(Capacity);
        Prepare?.Invoke(near);
        _accepted.Writer.TryWrite(new ScriptedMaster(far, address));
        return ValueTask.FromResult<ITransport>(near);
    }

    /// <summary>The master's end of the next connection.</summary>
    public async Task<ScriptedMaster> AcceptAsync() => await _accepted.Reader.ReadAsync().AsTask().Within();
}
