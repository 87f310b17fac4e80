// What the daemon logs about its master agent: lines that a stranger can act on.

using System.Diagnostics;
using AgentX;
using Microsoft.Extensions.Logging;
using PostfixStats.Daemon.Running;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Tests.Support;

namespace PostfixStats.Daemon.Tests.Running;

public sealed class AgentXMessagesTests
{
    [Fact]
    public async Task A_missing_socket_is_a_line_that_says_what_to_do()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string directory = Directory.CreateTempSubdirectory("postfix-stats").FullName;
        await File.WriteAllTextAsync(directory + "/mail.log", "", cancellation);
        string address = $"unix:{directory}/master";
        using Process daemon = DaemonRun.Start("run", "--log", directory + "/mail.log", "--state", directory + "/state", "--agentx", address);
        try
        {
            string? line;
            do
            {
                line = await daemon.StandardError.ReadLineAsync(cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), cancellation);
            }
            while (line is not null && !line.Contains("AgentX: ", StringComparison.Ordinal));

            Assert.EndsWith(
                $"AgentX: {address}: there is no such socket. "
                + "Either snmpd is not running, or snmpd.conf lacks `master agentx` or names another agentXSocket",
                line,
                StringComparison.Ordinal);
        }
        finally
        {
            daemon.Kill();
            await daemon.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(directory, recursive: true);
        }
    }

    [Theory]
    [InlineData(SubagentState.Disconnected, LogLevel.Warning)]
    [InlineData(SubagentState.RegistrationPending, LogLevel.Warning)]
    [InlineData(SubagentState.Serving, LogLevel.Information)]
    [InlineData(SubagentState.Stopped, LogLevel.Information)]
    public void What_keeps_pollers_from_the_counters_is_a_warning(SubagentState state, LogLevel expected)
    {
        var logger = new RecordingLogger<Observer>();
        string nowhere = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "state");
        new Observer(logger, new StatsView([]), new SessionCount(), new SessionFile(nowhere))
            .StatusChanged(new SubagentStatus(state, SubagentReason.Registered, "unix:/x: words"));
        Assert.Equal([(expected, "AgentX: unix:/x: words")], logger.Lines);
    }
}
