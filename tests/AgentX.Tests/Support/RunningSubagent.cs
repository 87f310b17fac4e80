// A subagent against a real master, on the real clock.
namespace AgentX.Tests.Support;

internal sealed class RunningSubagent : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public RunningSubagent(IMibView view, ObjectIdentifier root, params AgentXAddress[] addresses)
        : this(new SubagentOptions
        {
            Addresses = addresses,
            Module = root,
            Description = "AgentX.Tests",
            Registrations = [new Registration(root)],
            View = view,
            Observer = new RecordingObserver(),
        })
    {
    }

    public RunningSubagent(SubagentOptions options)
    {
        Observer = (RecordingObserver)options.Observer!;
        Subagent = new Subagent(options);
        _running = Task.Run(() => Subagent.RunAsync(_stop.Token));
    }

    public Subagent Subagent { get; }

    public RecordingObserver Observer { get; }

    public Task UntilAsync(SubagentState state) =>
        Deadline.UntilAsync(() => Subagent.Status.State == state, $"the state is {state}, not {Subagent.Status}");

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.Within();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }
}
