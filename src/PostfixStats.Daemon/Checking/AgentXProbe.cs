// One attempt to become a subagent, as the daemon would.

using AgentX;

namespace PostfixStats.Daemon.Checking;

/// <summary>Connects, opens a session, registers, and leaves again.</summary>
internal sealed class AgentXProbe : ISubagentObserver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource<SubagentStatus> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AgentXProbe()
    {
    }

    /// <summary>How far an attempt gets: registered, or the first thing that stops it.</summary>
    public static SubagentStatus Try(IReadOnlyList<AgentXAddress> addresses, IReadOnlyList<Registration> registrations) =>
        new AgentXProbe().TryAsync(addresses, registrations).GetAwaiter().GetResult();

    /// <inheritdoc />
    public void StatusChanged(SubagentStatus status)
    {
        if (status.State != SubagentState.Stopped)
        {
            _outcome.TrySetResult(status);
        }
    }

    private async Task<SubagentStatus> TryAsync(IReadOnlyList<AgentXAddress> addresses, IReadOnlyList<Registration> registrations)
    {
        using var stop = new CancellationTokenSource();
        var subagent = new Subagent(new SubagentOptions
        {
            Addresses = addresses,
            Description = $"postfix-statsd {ProgramVersion.Text} check",
            Registrations = registrations,
            View = Nothing.AtAll,
            Observer = this,
        });
        Task running = subagent.RunAsync(stop.Token);
        try
        {
            return await _outcome.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return new SubagentStatus(SubagentState.Disconnected, SubagentReason.NoAnswer, $"snmpd did not answer in {Patience.TotalSeconds:0} seconds");
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    /// <summary>What is served while it tries.</summary>
    private sealed class Nothing : IMibView, IMibMoment
    {
        public static readonly Nothing AtAll = new();

        public MibLayout Layout { get; } = new MibLayoutBuilder().Build();

        public IMibMoment Now() => this;

        public void WriteValue(int row, ref ValueWriter writer)
        {
        }
    }
}
