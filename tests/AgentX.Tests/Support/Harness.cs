// A subagent under test: scripted masters on one side, a clock that only the test moves on the other.
using AgentX.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace AgentX.Tests.Support;

internal sealed class Harness : IAsyncDisposable
{
    public static readonly ObjectIdentifier Base = ObjectIdentifier.Parse("1.3.6.1.4.1.99999");

    private readonly CancellationTokenSource _stop = new();

    public FakeTimeProvider Clock { get; } = new();

    public ScriptedConnector Connector { get; } = new();

    public bool OverSockets
    {
        init => Connector.OverSockets = value;
    }

    public RecordingObserver Observer { get; } = new();

    public IMibView View { get; init; } = new TestView().Add("1.3.6.1.4.1.99999.1|0", MibValue.Counter32(42));

    public IReadOnlyList<AgentXAddress> Addresses { get; init; } = [AgentXAddress.Parse("unix:/test/master")];

    public IReadOnlyList<Registration> Registrations { get; init; } = [new Registration(Base)];

    public IReadOnlyList<AgentCapabilities> Capabilities { get; init; } = [];

    public IReadOnlyDictionary<string, IMibView> Contexts { get; init; } = new Dictionary<string, IMibView>();

    public Subagent Subagent { get; private set; } = null!;

    public Task Running { get; private set; } = Task.CompletedTask;

    public Harness Start()
    {
        Subagent = new Subagent(
            new SubagentOptions
            {
                Addresses = Addresses,
                Module = Base,
                Description = "test 1.0",
                Registrations = Registrations,
                Capabilities = Capabilities,
                ContextViews = Contexts,
                View = View,
                Observer = Observer,
                Clock = Clock,
            },
            Connector,
            new Jitter(new Random(1)));
        Running = Task.Run(() => Subagent.RunAsync(_stop.Token));
        return this;
    }

    /// <summary>Starts, and lets the first master accept everything.</summary>
    public async Task<ScriptedMaster> ServeAsync()
    {
        Start();
        var master = await Connector.AcceptAsync();
        await master.AcceptSessionAsync(Registrations.Count, Capabilities.Count);
        await UntilAsync(SubagentState.Serving);
        return master;
    }

    public Task UntilAsync(SubagentState state) => Deadline.UntilAsync(() => Subagent.Status.State == state, $"the state is {state}");

    /// <summary>Lets time pass until the subagent connects again.</summary>
    public async Task<(ScriptedMaster Master, TimeSpan After)> ReconnectAsync(TimeSpan? step = null)
    {
        var after = await Clock.AdvanceUntilAsync(step ?? TimeSpan.FromMilliseconds(50), () => Connector.HasConnection, "it connects again");
        return (await Connector.AcceptAsync(), after);
    }

    public void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Clock.AdvanceUntilAsync(TimeSpan.FromMilliseconds(200), () => Running.IsCompleted, "it stops");
        await Running;
        _stop.Dispose();
    }
}
