// Our administrative PDUs that the master has not answered yet.
using AgentX.Wire;

namespace AgentX.Sessions;

/// <summary>Matches answers to questions by packetID (RFC 2741 section 7.2.2). For use by any thread.</summary>
internal sealed class PendingRequests(TimeProvider clock, UptimeSync uptime)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, Pending> _pending = [];
    private AgentXException? _ended;
    private uint _lastPacketId;

    /// <summary>Begins a question.</summary>
    /// <exception cref="AgentXException">The connection has ended.</exception>
    public Task<AdminResponse> Begin(out uint packetId)
    {
        var answer = new TaskCompletionSource<AdminResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_ended is not null)
                throw new AgentXException(_ended.Reason, _ended.Message, _ended);
            packetId = ++_lastPacketId;
            _pending.Add(packetId, new Pending(answer, clock.GetTimestamp()));
        }

        return answer.Task;
    }

    /// <summary>Gives up on a question; its answer, should it come, belongs to none.</summary>
    public void Forget(uint packetId)
    {
        lock (_gate)
            _pending.Remove(packetId);
    }

    /// <summary>Takes a Response. One that cannot be read, or that nobody asked for, is dropped in silence (RFC 2741 section 7.2.2).</summary>
    public void Complete(ReadOnlySpan<byte> pdu)
    {
        if (AdminResponse.Read(pdu) is not { } response)
            return;

        Pending pending;
        lock (_gate)
        {
            if (!_pending.Remove(response.Header.PacketId, out pending))
                return;
        }

        uptime.Synchronize(response.SysUpTime, pending.AskedAt, clock.GetTimestamp());
        pending.Answer.SetResult(response);
    }

    /// <summary>Ends all questions, and those to come: there is no connection any more.</summary>
    public void End(AgentXException reason)
    {
        Pending[] pending;
        lock (_gate)
        {
            _ended ??= reason;
            pending = [.. _pending.Values];
            _pending.Clear();
        }

        foreach (var p in pending)
            p.Answer.SetException(new AgentXException(reason.Reason, reason.Message, reason));
    }

    private readonly record struct Pending(TaskCompletionSource<AdminResponse> Answer, long AskedAt);
}
