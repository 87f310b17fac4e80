// The front of the library: a subagent that is declared once and then keeps itself connected.
using AgentX.Sessions;
using AgentX.Transport;

namespace AgentX;

/// <summary>
/// An AgentX subagent (RFC 2741): connects to a master, opens a session, registers, serves a <see cref="IMibView"/> read-only, and
/// whenever anything goes wrong does it all again.
/// </summary>
public sealed class Subagent
{
    private readonly SubagentOptions _options;
    private readonly IConnector _connector;
    private readonly Jitter _jitter;
    private int _running;

    /// <summary>A subagent as declared; nothing happens until <see cref="RunAsync"/>.</summary>
    /// <exception cref="ArgumentException">There is no address, or a registration names a context without a view.</exception>
    public Subagent(SubagentOptions options)
        : this(options, new SocketConnector(), new Jitter(new Random()))
    {
    }

    internal Subagent(SubagentOptions options, IConnector connector, Jitter jitter)
    {
        if (options.Addresses.Count == 0)
            throw new ArgumentException("A subagent needs the address of a master.", nameof(options));
        foreach (var registration in options.Registrations)
        {
            if (registration.Context.Length > 0 && !options.ContextViews.ContainsKey(registration.Context))
                throw new ArgumentException($"Context \"{registration.Context}\" is to be registered and has no view.", nameof(options));
        }

        _options = options;
        _connector = connector;
        _jitter = jitter;
    }

    /// <summary>What the subagent is to its master now, and why.</summary>
    public SubagentStatus Status { get; private set; } = new(SubagentState.Stopped, SubagentReason.NotStarted, "not started");

    /// <summary>
    /// Serves until cancelled: then says Close to the master, waits for its answer for at most a second, and returns.
    /// No failure of the master's ends it; the observer is told of each.
    /// </summary>
    /// <exception cref="InvalidOperationException">It runs already.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _running, 1) != 0)
            throw new InvalidOperationException("The subagent runs already.");
        try
        {
            await ConnectAndServeAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The wish of the caller, not a failure.
        }
        finally
        {
            Report(new SubagentStatus(SubagentState.Stopped, SubagentReason.Shutdown, "stopped"));
            Volatile.Write(ref _running, 0);
        }
    }

    private async Task ConnectAndServeAsync(CancellationToken cancellation)
    {
        var backoff = new ReconnectBackoff(_jitter);
        var dialer = new Dialer(_options.Addresses, _connector, _options.Clock);
        while (!cancellation.IsCancellationRequested)
        {
            TimeSpan delay;
            try
            {
                var (transport, address) = await dialer.ConnectAsync(cancellation);
                delay = await ServeAsync(transport, address, dialer, backoff, cancellation);
            }
            catch (AgentXException e)
            {
                Report(new SubagentStatus(SubagentState.Disconnected, e.Reason, e.Message));
                delay = backoff.AfterUnreachable();
            }

            await Task.Delay(delay, _options.Clock, cancellation);
        }
    }

    /// <summary>Lives through one session and gives the time to wait before the next.</summary>
    private async Task<TimeSpan> ServeAsync(
        ITransport transport, AgentXAddress address, Dialer dialer, ReconnectBackoff backoff, CancellationToken cancellation)
    {
        using var session = new Session(
            _options, transport, _jitter, (state, reason, detail) => Report(new SubagentStatus(state, reason, $"{address}: {detail}", address)));
        var ending = await session.RunAsync(cancellation);
        cancellation.ThrowIfCancellationRequested();
        Report(new SubagentStatus(SubagentState.Disconnected, ending.Reason, $"{address}: {ending.Message}", address));

        if (session.OpenedAt is { } openedAt)
        {
            dialer.Accepted();
            return backoff.AfterSession(_options.Clock.GetElapsedTime(openedAt));
        }

        dialer.Rejected();
        return backoff.AfterRejected();
    }

    /// <summary>Tells the observer, unless it knows: the same failure again is no news.</summary>
    private void Report(SubagentStatus status)
    {
        var known = (Status.State, Status.Reason) == (status.State, status.Reason);
        Status = status;
        if (!known)
            _options.Observer?.StatusChanged(status);
    }
}
