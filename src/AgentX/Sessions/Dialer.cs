// Tries the master's addresses in turn.
using AgentX.Transport;

namespace AgentX.Sessions;

/// <summary>Connects to the first address that answers; one that turned us down gives way to the next.</summary>
internal sealed class Dialer(IReadOnlyList<AgentXAddress> addresses, IConnector connector, TimeProvider clock)
{
    private int _first;
    private int _current;

    /// <summary>Goes through all addresses once.</summary>
    /// <exception cref="AgentXException">None could be connected to; the message has every failure and what to do, the reason is the most telling one.</exception>
    public async Task<(ITransport Transport, AgentXAddress Address)> ConnectAsync(CancellationToken cancellation)
    {
        List<(AgentXException Failure, AgentXAddress Address)> failures = [];
        for (var i = 0; i < addresses.Count; i++)
        {
            _current = (_first + i) % addresses.Count;
            try
            {
                return (await ConnectAsync(addresses[_current], cancellation), addresses[_current]);
            }
            catch (AgentXException e)
            {
                failures.Add((e, addresses[_current]));
            }
        }

        // A socket that is there but closed to us says more than one that is not there.
        _first = 0;
        var (telling, where) = failures.Find(f => f.Failure.Reason != SubagentReason.SocketMissing) is { Failure: not null } other ? other : failures[0];
        var remedy = ConnectTrouble.Remedy(telling.Reason, where);
        var problems = string.Join("; ", failures.Select(f => f.Failure.Message));
        throw new AgentXException(telling.Reason, remedy is null ? problems : $"{problems}. {remedy}", telling);
    }

    /// <summary>The address last connected to gave us a session: the order begins anew.</summary>
    public void Accepted() => _first = 0;

    /// <summary>The address last connected to gave us no session: begin with the next one.</summary>
    public void Rejected() => _first = (_current + 1) % addresses.Count;

    private async Task<ITransport> ConnectAsync(AgentXAddress address, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Timings.ConnectDeadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return await connector.ConnectAsync(address, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new AgentXException(SubagentReason.Unreachable, $"{address}: no connection in {Timings.ConnectDeadline.TotalSeconds} s");
        }
    }
}
