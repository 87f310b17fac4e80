// A session from Open to its end. It declares what should be, asks the master for it, serves, and asks again for what was
// refused. Whatever surprises it ends it: the subagent opens the next one, which begins at the beginning.
//
//   connect -> Open -> AddAgentCaps* -> Register* -> serving, with Ping when idle -> Close
//
using AgentX.Requests;
using AgentX.Transport;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Sessions;

/// <summary>One session on one connection: net-snmp's master confuses the sessions of a shared connection.</summary>
internal sealed class Session : IDisposable
{
    private readonly SubagentOptions _options;
    private readonly TimeProvider _clock;
    private readonly Jitter _jitter;
    private readonly Action<SubagentState, SubagentReason, string> _report;
    private readonly IReadOnlyList<MibContext> _contexts;
    private readonly RequestProcessor _processor;
    private readonly IdleSchedule _idle;
    private readonly Connection _connection;
    private readonly Queue<Registration> _unregistered;

    public Session(SubagentOptions options, ITransport transport, Jitter jitter, Action<SubagentState, SubagentReason, string> report)
    {
        _options = options;
        _clock = options.Clock;
        _jitter = jitter;
        _report = report;
        _contexts =
        [
            new MibContext([], options.View, _clock),
            .. options.ContextViews.Select(c => new MibContext(System.Text.Encoding.UTF8.GetBytes(c.Key), c.Value, _clock)),
        ];
        var uptime = new UptimeSync(_clock);
        _processor = new RequestProcessor(_contexts, uptime, e => options.Observer?.ViewFailed(e));
        _idle = new IdleSchedule(_clock, Timings.IdleBeforePing);
        _connection = new Connection(transport, _processor, new PendingRequests(_clock, uptime), _idle, _clock);
        _unregistered = new Queue<Registration>(options.Registrations);
    }

    /// <summary>When the session was opened; null if it never was.</summary>
    public long? OpenedAt { get; private set; }

    /// <summary>Lives through the session and gives why it ended. Never throws.</summary>
    public async Task<AgentXException> RunAsync(CancellationToken cancellation)
    {
        var received = _connection.ReceiveAsync();
        AgentXException ending;
        try
        {
            await OpenAsync(cancellation);
            await AddCapabilitiesAsync(cancellation);
            await RegisterAsync(cancellation);
            ending = await ServeAsync(received, cancellation);
        }
        catch (AgentXException e)
        {
            ending = e;
        }
        catch (OperationCanceledException)
        {
            ending = new AgentXException(SubagentReason.Shutdown, "asked to stop");
        }

        await EndAsync(ending);
        _connection.Dispose();
        await received;
        return ending;
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>RFC 2741 section 7.1.1.</summary>
    private async Task OpenAsync(CancellationToken cancellation)
    {
        var answer = await AskAsync(new OpenPdu(_options.TimeoutSeconds, _options.Module, _options.Description), cancellation);
        if (answer.Error != AgentXError.None)
            throw new AgentXException(SubagentReason.OpenFailed, $"the master answered Open with {Name(answer.Error)}", answer.Error);
        _processor.SessionId = answer.Header.SessionId;
        OpenedAt = _clock.GetTimestamp();
    }

    /// <summary>RFC 2741 section 7.1.6. A row of sysORTable is ornament: a master without one is served all the same.</summary>
    private async Task AddCapabilitiesAsync(CancellationToken cancellation)
    {
        foreach (var capabilities in _options.Capabilities)
        {
            var answer = await AskAsync(
                new AddAgentCapsPdu(capabilities.Id, capabilities.Description) { Context = capabilities.Context }, cancellation);
            ThrowIfNotOpen(answer, PduType.AddAgentCaps);
            if (answer.Error != AgentXError.None)
                _options.Observer?.RequestRefused($"AddAgentCaps {capabilities.Id}", answer.Error);
        }
    }

    /// <summary>Asks for every region not held yet (RFC 2741 section 7.1.4), and reports how it stands after that.</summary>
    private async Task RegisterAsync(CancellationToken cancellation)
    {
        (Registration Region, AgentXError Error)? refused = null;
        for (var count = _unregistered.Count; count > 0; count--)
        {
            var region = _unregistered.Dequeue();
            var answer = await AskAsync(RegisterPdu.Of(region), cancellation);
            ThrowIfNotOpen(answer, PduType.Register);
            if (answer.Error == AgentXError.None)
                continue;
            _unregistered.Enqueue(region);
            refused ??= (region, answer.Error);
        }

        if (refused is not { } first)
            _report(SubagentState.Serving, SubagentReason.Registered, $"session {_processor.SessionId}");
        else
            _report(
                SubagentState.RegistrationPending,
                first.Error == AgentXError.DuplicateRegistration ? SubagentReason.DuplicateRegistration : SubagentReason.RegistrationRefused,
                $"{first.Region}: {Name(first.Error)}");
    }

    /// <summary>While the connection's reader answers: pings in silence, and tries refused registrations again.</summary>
    private async Task<AgentXException> ServeAsync(Task<AgentXException> received, CancellationToken cancellation)
    {
        var retryAt = NextRetry();
        while (true)
        {
            var wait = _idle.UntilPing();
            if (_unregistered.Count > 0)
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks, Math.Max(0, (retryAt - _clock.GetElapsedTime(0)).Ticks)));
            if (wait > TimeSpan.Zero)
                await ((Task)received).WaitAsync(wait, _clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            if (received.IsCompleted)
                return await received;

            if (_unregistered.Count > 0 && _clock.GetElapsedTime(0) >= retryAt)
            {
                await RegisterAsync(cancellation);
                retryAt = NextRetry();
            }

            if (_idle.UntilPing() == TimeSpan.Zero)
            {
                ForgetMoments();
                ThrowIfNotOpen(
                    await _connection.AskAsync(new EmptyPdu(PduType.Ping), Timings.PingDeadline, SubagentReason.PingTimeout, cancellation),
                    PduType.Ping);
            }
        }
    }

    private TimeSpan NextRetry() =>
        _clock.GetElapsedTime(0) + _jitter.Between(Timings.RegistrationRetryMin, Timings.RegistrationRetryMax);

    /// <summary>Takes leave in the way the ending asks for; Close unregisters everything (RFC 2741 section 7.1.8).</summary>
    private async Task EndAsync(AgentXException ending)
    {
        switch (ending.Reason)
        {
            case SubagentReason.Shutdown when OpenedAt is not null:
                try
                {
                    await _connection.AskAsync(
                        new ClosePdu(CloseReason.Shutdown), Timings.CloseDeadline, SubagentReason.NoAnswer, CancellationToken.None);
                }
                catch (AgentXException)
                {
                    // Gone already, or too busy: closing the connection says the same.
                }

                break;
            case SubagentReason.PingTimeout or SubagentReason.NoAnswer:
                _connection.SayClose(CloseReason.Timeouts);
                break;
            case SubagentReason.ProtocolError:
                _connection.SayClose(CloseReason.ProtocolError);
                break;
        }
    }

    private Task<AdminResponse> AskAsync(Pdu question, CancellationToken cancellation) =>
        _connection.AskAsync(question, Timings.AnswerDeadline, SubagentReason.NoAnswer, cancellation);

    private void ForgetMoments()
    {
        foreach (var context in _contexts)
            context.Moments.Clear();
    }

    /// <summary>notOpen to an open session means that both sides disagree about everything: begin anew.</summary>
    private static void ThrowIfNotOpen(AdminResponse answer, PduType question)
    {
        if (answer.Error == AgentXError.NotOpen)
            throw new AgentXException(SubagentReason.ProtocolError, $"the master answered {question} with notOpen", answer.Error);
    }

    private static string Name(AgentXError error) => $"{error} ({(int)error})";
}
