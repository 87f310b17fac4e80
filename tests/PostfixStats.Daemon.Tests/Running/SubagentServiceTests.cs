// When the subagent begins.

using AgentX;
using Microsoft.Extensions.Logging.Abstractions;
using PostfixStats.Daemon.Running;
using PostfixStats.Daemon.Serving;

namespace PostfixStats.Daemon.Tests.Running;

public sealed class SubagentServiceTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("postfix-stats").FullName;

    private readonly Subagent _subagent = new(
        new SubagentOptions { Addresses = [AgentXAddress.Parse("unix:/nowhere/master")], Registrations = [], View = new StatsView([]) });

    [Fact]
    public async Task Nothing_is_asked_of_the_master_before_the_log_was_read_to_its_end()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var caughtUp = new CaughtUpSignal();
        using SubagentService service = NewService(caughtUp);

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
        using SubagentService service = NewService(new CaughtUpSignal());

        await service.StartAsync(cancellation);
        await service.StopAsync(cancellation);
        Assert.Equal(SubagentReason.NotStarted, _subagent.Status.Reason);
    }

    [Fact]
    public async Task What_a_killed_daemon_had_registered_is_not_told_while_the_log_is_read()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        AgentXAddress master = AgentXAddress.Parse("unix:/x");
        Session.Write(new SubagentStatus(SubagentState.Serving, SubagentReason.Registered, "", master)
        {
            Registered = [new Registration(ObjectIdentifier.Parse("1.3.6.1.4.1.99999"))],
        });
        Assert.Equal(["1.3.6.1.4.1.99999"], Session.Read()!.Registered);
        using SubagentService service = NewService(new CaughtUpSignal());

        await service.StartAsync(cancellation);
        Assert.Empty(Session.Read()!.Registered);
        Assert.Equal("the log is read to its end first", Session.Read()!.Words);
        await service.StopAsync(cancellation);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private SessionFile Session => new(_directory + "/state");

    private SubagentService NewService(CaughtUpSignal caughtUp) =>
        new(_subagent, Session, caughtUp, new ExitStatus(), NullLogger<SubagentService>.Instance);
}
