// Tries the master's addresses in turn.
using AgentX.Transport;

namespace AgentX.Sessions;

/// <summary>Connects to the first address that answers; one that turned us down gives way to the next.</summary>
internal sealed class Dialer(IReadOnlyList<AgentXAddress> addresses, IConnector connector, TimeProvider clock)
{
    private int _first;
    private int _current;

    /// <summary>Goes through all addresses once.</summary>
    /// <exception cref="AgentXException">None could be connected to; the message has every failure, the reason is the most telling one.</exception>
    public async Task<(ITransport Transport, AgentXAddress Address)> ConnectAsync(CancellationToken cancellation)
    {
        List<AgentXException> failures = [];
        for (var i = 0; i < addresses.Count; i++)
        {
            _current = (_first + i) % addresses.Count;
            try
            {
                return (await ConnectAsync(addresses[_current], cancellation), addresses[_current]);
            }
            catch (AgentXException e)
            {
                failures.Add(e);
            }
        }

        // A socket that is there but closed to us says more than one that is not there.
        _first = 0;
        var telling = failures.Find(f => f.Reason != SubagentReason.SocketMissing) ?? failures[0];
        throw new AgentXException(telling.Reason, string.Join("; ", failures.Select(f => f.Message)), telling);
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
