// The front of the library: a subagent that is declared once and then keeps itself connected.
using AgentX.Sessions;
using AgentX.Transport;

namespace AgentX;

/// <summary>
/// An AgentX subagent (RFC 2741): connects to a master, opens a session, registers, serves a <see cref="IMibView"/> read-only, and
/// whenever anything goes wrong does it all again. All members may be used by any thread.
/// </summary>
public sealed class Subagent
{
    private readonly SubagentOptions _options;
    private readonly IConnector _connector;
    private readonly Jitter _jitter;
    private readonly Declaration _declaration;
    private volatile Session? _session;
    private int _running;

    /// <summary>A subagent as declared; nothing happens until <see cref="RunAsync"/>.</summary>
    /// <exception cref="ArgumentException">What is declared makes no sense; the message says why.</exception>
    public Subagent(SubagentOptions options)
        : this(options, new SocketConnector(), new Jitter(new Random()))
    {
    }

    internal Subagent(SubagentOptions options, IConnector connector, Jitter jitter)
    {
        DeclarationRules.Check(options);
        _options = options;
        _connector = connector;
        _jitter = jitter;
        _declaration = new Declaration(options.Registrations, options.Capabilities);
    }

    /// <summary>What the subagent is to its master now, and why.</summary>
    public SubagentStatus Status { get; private set; } = new(SubagentState.Stopped, SubagentReason.NotStarted, "not started");

    /// <summary>The regions to register. A new list takes effect at once: what it lacks is unregistered, what it adds is registered.</summary>
    /// <exception cref="ArgumentException">A registration names a context without a view, or a range outside of its subtree.</exception>
    public IReadOnlyList<Registration> Registrations
    {
        get => _declaration.Registrations;
        set
        {
            DeclarationRules.Check(value, _options);
            _declaration.Registrations = value;
        }
    }

    /// <summary>Rows for the master's sysORTable. A new list takes effect at once.</summary>
    /// <exception cref="ArgumentException">A description is too long.</exception>
    public IReadOnlyList<AgentCapabilities> Capabilities
    {
        get => _declaration.Capabilities;
        set
        {
            DeclarationRules.Check(value);
            _declaration.Capabilities = value;
        }
    }

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

    /// <summary>
    /// Sends a notification (RFC 2741 section 6.2.10) and waits until the master has taken it. The master adds its sysUpTime.
    /// </summary>
    /// <param name="notification">The value of snmpTrapOID.0, the OID of a NOTIFICATION-TYPE.</param>
    /// <param name="varBinds">Its objects, of any type but Counter64: SNMPv1 cannot carry that (RFC 3584 section 3.2).</param>
    /// <param name="context">The context, empty for the default one.</param>
    /// <param name="cancellation">Ends the waiting; the notification may be sent all the same.</param>
    /// <exception cref="ArgumentException">An object is a Counter64; the message names it, and nothing was sent.</exception>
    /// <exception cref="AgentXException">There is no session, the master refused, or it did not answer in 10 seconds.</exception>
    public Task NotifyAsync(
        ObjectIdentifier notification, IReadOnlyList<VarBind> varBinds, string context = "", CancellationToken cancellation = default)
    {
        DeclarationRules.CheckNotification(varBinds);
        return AdminRequests.NotifyAsync(OpenSession(), notification, varBinds, context, cancellation);
    }

    /// <summary>
    /// Allocates values of index objects that several subagents share (RFC 2741 section 6.2.12), all or none.
    /// They are held until the session ends: allocate again whenever the observer is told of <see cref="SubagentState.Serving"/>.
    /// </summary>
    /// <param name="indexes">Index objects, each with a value of its type, which counts only for <see cref="IndexChoice.Given"/>.</param>
    /// <param name="choice">Which values.</param>
    /// <param name="context">The context, empty for the default one.</param>
    /// <param name="cancellation">Ends the waiting; the values may be allocated all the same.</param>
    /// <returns>The index objects with their values.</returns>
    /// <exception cref="AgentXException">There is no session, the master refused (258 to 260), or it did not answer in 10 seconds.</exception>
    public Task<IReadOnlyList<VarBind>> AllocateIndexesAsync(
        IReadOnlyList<VarBind> indexes, IndexChoice choice, string context = "", CancellationToken cancellation = default) =>
        AdminRequests.AllocateAsync(OpenSession(), indexes, choice, context, cancellation);

    /// <summary>Gives index values back (RFC 2741 section 6.2.13).</summary>
    /// <exception cref="AgentXException">There is no session, the master refused (261), or it did not answer in 10 seconds.</exception>
    public Task DeallocateIndexesAsync(
        IReadOnlyList<VarBind> indexes, string context = "", CancellationToken cancellation = default) =>
        AdminRequests.DeallocateAsync(OpenSession(), indexes, context, cancellation);

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
            _options, _declaration, transport, _jitter, (state, reason, detail, registered) => Report(new(state, reason, $"{address}: {detail}", address) { Registered = registered }));
        _session = session;
        var ending = await session.RunAsync(cancellation);
        _session = null;
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

    private Session OpenSession() =>
        _session is { OpenedAt: not null } session ? session : throw new AgentXException(SubagentReason.NoSession, "there is no session with a master");

    /// <summary>Tells the observer, unless it knows: the same failure again is no news.</summary>
    private void Report(SubagentStatus status)
    {
        var known = (Status.State, Status.Reason) == (status.State, status.Reason) && Status.Registered.SequenceEqual(status.Registered);
        Status = status;
        if (!known)
            _options.Observer?.StatusChanged(status);
    }
}
