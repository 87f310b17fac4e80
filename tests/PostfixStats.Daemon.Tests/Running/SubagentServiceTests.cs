// When the subagent begins.

using AgentX;
using Microsoft.Extensions.Logging.Abstractions;
using PostfixStats.Daemon.Running;
using PostfixStats.Daemon.Serving;

namespace PostfixStats.Daemon.Tests.Running;

public sealed class SubagentServiceTests
{
    private readonly Subagent _subagent = new(
        new SubagentOptions { Addresses = [AgentXAddress.Parse("unix:/nowhere/master")], Registrations = [], View = new StatsView([]) });

    [Fact]
    public async Task Nothing_is_asked_of_the_master_before_the_log_was_read_to_its_end()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var caughtUp = new CaughtUpSignal();
        using var service = new SubagentService(_subagent, caughtUp, new ExitStatus(), NullLogger<SubagentService>.Instance);

        await service.StartAsync(cancellation);
        Assert.Equal(SubagentReason.NotStarted, _subagent.Status.Reason);
        caughtUp.Set();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (_subagent.Status.Reason != SubagentReason.SocketMissing)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, deadline.Token);
        }

        await service.StopAsync(cancellation);
        Assert.Equal(SubagentReason.Shutdown, _subagent.Status.Reason);
    }

    [Fact]
    public async Task Stopped_while_the_log_is_read_it_never_began()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var service = new SubagentService(_subagent, new CaughtUpSignal(), new ExitStatus(), NullLogger<SubagentService>.Instance);

        await service.StartAsync(cancellation);
        await service.StopAsync(cancellation);
        Assert.Equal(SubagentReason.NotStarted, _subagent.Status.Reason);
    }
}
