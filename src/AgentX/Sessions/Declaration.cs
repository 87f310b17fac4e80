// What a subagent wants its master to know, and the signal that it changed.
namespace AgentX.Sessions;

/// <summary>The declared registrations and capabilities; set by the program at any time, made true by the session.</summary>
internal sealed class Declaration(IReadOnlyList<Registration> registrations, IReadOnlyList<AgentCapabilities> capabilities)
{
    private readonly Lock _gate = new();
    private IReadOnlyList<Registration> _registrations = registrations;
    private IReadOnlyList<AgentCapabilities> _capabilities = capabilities;
    private TaskCompletionSource _changed = NewSignal();

    public IReadOnlyList<Registration> Registrations
    {
        get
        {
            lock (_gate)
                return _registrations;
        }

        set => Change(() => _registrations = value);
    }

    public IReadOnlyList<AgentCapabilities> Capabilities
    {
        get
        {
            lock (_gate)
                return _capabilities;
        }

        set => Change(() => _capabilities = value);
    }

    /// <summary>Completes with the next change. Ask for it before reading what it signals.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
