// A session from Open to its end. Whatever surprises it ends it: the subagent opens the next one, which begins at the beginning.
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
    private readonly Declaration _declaration;
    private readonly Action<SubagentState, SubagentReason, string, IReadOnlyList<Registration>> _report;
    private readonly MibContext[] _contexts;
    private readonly RequestProcessor _processor;
    private readonly IdleSchedule _idle;
    private readonly Connection _connection;

    public Session(
        SubagentOptions options,
        Declaration declaration,
        ITransport transport,
        Jitter jitter,
        Action<SubagentState, SubagentReason, string, IReadOnlyList<Registration>> report)
    {
        _options = options;
        _clock = options.Clock;
        _jitter = jitter;
        _declaration = declaration;
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
    }

    /// <summary>When the session was opened; null if it never was.</summary>
    public long? OpenedAt { get; private set; }

    /// <summary>Lives through the session and gives why it ended. Fails with nothing that a master could cause.</summary>
    public async Task<AgentXException> RunAsync(CancellationToken cancellation)
    {
        var received = _connection.ReceiveAsync();
        AgentXException ending;
        try
        {
            await OpenAsync(cancellation);
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

        await TakeLeaveAsync(ending);
        _connection.Dispose();
        await received;
        return ending;
    }

    /// <summary>Sends an administrative PDU of this session's.</summary>
    /// <exception cref="AgentXException">It was not answered in 10 seconds, or the connection ended.</exception>
    public Task<AdminResponse> AskAsync(Pdu question, CancellationToken cancellation) =>
        _connection.AskAsync(question, Timings.AnswerDeadline, SubagentReason.NoAnswer, cancellation);

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

    /// <summary>While the connection's reader answers: makes true what is declared, at each change and after each refusal.</summary>
    private async Task<AgentXException> ServeAsync(Task<AgentXException> received, CancellationToken cancellation)
    {
        var holdings = new Holdings(_declaration, question => AskAsync(question, cancellation), _options.Observer);
        while (true)
        {
            var changed = _declaration.Changed;
            var refused = await holdings.ConvergeAsync();
            Report(refused, holdings.Registrations);
            var retryAt = refused is null
                ? TimeSpan.MaxValue
                : Now + _jitter.Between(Timings.RegistrationRetryMin, Timings.RegistrationRetryMax);
            if (await WaitAsync(received, changed, retryAt, cancellation))
                return await received;
        }
    }

    /// <summary>Waits, pinging in silence (RFC 2741 section 7.1.9), for a change or a time; true if instead the connection ended.</summary>
    private async Task<bool> WaitAsync(Task received, Task changed, TimeSpan until, CancellationToken cancellation)
    {
        while (!changed.IsCompleted && Now < until)
        {
            var left = TimeSpan.FromTicks(Math.Min(_idle.UntilPing().Ticks, Math.Max(0, (until - Now).Ticks)));
            await ((Task)Task.WhenAny(received, changed))
                .WaitAsync(left, _clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            if (received.IsCompleted)
                return true;
            if (_idle.UntilPing() == TimeSpan.Zero)
                await PingAsync(cancellation);
        }

        return false;
    }

    private async Task PingAsync(CancellationToken cancellation)
    {
        // Nobody asked for a while: the moments of the last requests need not be kept alive.
        foreach (var context in _contexts)
            context.Moments.Clear();
        var answer = await _connection.AskAsync(new EmptyPdu(PduType.Ping), Timings.PingDeadline, SubagentReason.PingTimeout, cancellation);
        if (answer.Error != AgentXError.None)
            throw new AgentXException(SubagentReason.ProtocolError, $"the master answered Ping with {Name(answer.Error)}", answer.Error);
    }

    private void Report((Registration Region, AgentXError Error)? refused, IReadOnlyList<Registration> registered)
    {
        if (refused is not { } first)
            _report(SubagentState.Serving, SubagentReason.Registered, $"the master has registered {Regions()}", registered);
        else if (first.Error == AgentXError.DuplicateRegistration)
            _report(
                SubagentState.RegistrationPending,
                SubagentReason.DuplicateRegistration,
                $"{first.Region} is registered already, by another subagent or by a connection of ours that the master has not missed yet",
                registered);
        else
            _report(
                SubagentState.RegistrationPending,
                SubagentReason.RegistrationRefused,
                $"the master refuses to register {first.Region}: {Name(first.Error)}",
                registered);
    }

    private string Regions() => _declaration.Registrations switch
    {
        [] => "nothing, as nothing is declared",
        [var only] => $"{only.Subtree}",
        [var first, ..] and var all => $"{first.Subtree} and {all.Count - 1} more",
    };

    /// <summary>Says Close as the ending asks for; it unregisters everything (RFC 2741 section 7.1.8).</summary>
    private async Task TakeLeaveAsync(AgentXException ending)
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

    private TimeSpan Now => _clock.GetElapsedTime(0);

    private static string Name(AgentXError error) => $"{error} ({(int)error})";
}
