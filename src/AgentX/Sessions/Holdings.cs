// What the master has granted to a session, and the steps from there to what is declared.
// Used by the session's own flow only.
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Sessions;

/// <summary>Registrations and capabilities that the master holds for this session; a new session begins with none.</summary>
internal sealed class Holdings(Declaration declaration, Func<Pdu, Task<AdminResponse>> ask, ISubagentObserver? observer)
{
    private readonly HashSet<Registration> _registrations = [];

    /// <summary>Capabilities that were asked for, granted or not: a refusal would only be repeated.</summary>
    private readonly HashSet<AgentCapabilities> _capabilities = [];

    /// <summary>The registrations that the master holds, in the order of the declaration.</summary>
    public IReadOnlyList<Registration> Registrations => [.. declaration.Registrations.Where(_registrations.Contains)];

    /// <summary>Asks the master for everything declared and not held, gives back the rest; gives the first registration it refuses.</summary>
    /// <exception cref="AgentXException">The master did not answer, or the session is over.</exception>
    public async Task<(Registration Region, AgentXError Error)?> ConvergeAsync()
    {
        var (registrations, capabilities) = (declaration.Registrations, declaration.Capabilities);
        foreach (var lapsed in _registrations.Except(registrations).ToArray())
            await UnregisterAsync(lapsed);
        foreach (var lapsed in _capabilities.Except(capabilities).ToArray())
            await RemoveAsync(lapsed);
        foreach (var missing in capabilities.Except(_capabilities).ToArray())
            await AddAsync(missing);

        (Registration, AgentXError)? refused = null;
        foreach (var missing in registrations.Except(_registrations).ToArray())
        {
            var error = await RegisterAsync(missing);
            if (error != AgentXError.None)
                refused ??= (missing, error);
        }

        return refused;
    }

    /// <summary>RFC 2741 section 7.1.4.</summary>
    private async Task<AgentXError> RegisterAsync(Registration region)
    {
        var error = await AskAsync(RegisterPdu.Of(region));
        if (error == AgentXError.None)
            _registrations.Add(region);
        return error;
    }

    /// <summary>RFC 2741 section 7.1.5. A master that does not know the region has nothing to give back.</summary>
    private async Task UnregisterAsync(Registration region)
    {
        await AskAsync(UnregisterPdu.Of(region));
        _registrations.Remove(region);
    }

    /// <summary>RFC 2741 section 7.1.6. A row of sysORTable is ornament: a master without one is served all the same.</summary>
    private async Task AddAsync(AgentCapabilities row)
    {
        var error = await AskAsync(new AddAgentCapsPdu(row.Id, row.Description) { Context = row.Context });
        _capabilities.Add(row);
        if (error != AgentXError.None)
            observer?.RequestRefused($"{PduType.AddAgentCaps} {row.Id}", error);
    }

    /// <summary>RFC 2741 section 7.1.7.</summary>
    private async Task RemoveAsync(AgentCapabilities row)
    {
        await AskAsync(new RemoveAgentCapsPdu(row.Id) { Context = row.Context });
        _capabilities.Remove(row);
    }

    private async Task<AgentXError> AskAsync(Pdu question)
    {
        var error = (await ask(question)).Error;

        // To an open session it means that both sides disagree about everything: begin anew.
        return error != AgentXError.NotOpen
            ? error
            : throw new AgentXException(SubagentReason.ProtocolError, $"the master answered {question.Type} with notOpen", error);
    }
}
