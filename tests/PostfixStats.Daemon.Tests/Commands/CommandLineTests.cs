// The command line of postfix-statsd: exit codes, and one clear line for everything that is wrong.

using PostfixStats.Daemon.Tests.Support;

namespace PostfixStats.Daemon.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--log-level: \"loud\" is none of trace, debug, info, warning, error", "run", "--check-config", "--log-level", "loud")]
    [InlineData("--base-oid: \"1.2.x\" is no OID: \"x\" is no number from 0 to 4294967295.", "--base-oid", "1.2.x", "--check-config")]
    [InlineData("--agentx: \"nowhere\" is no AgentX address: it begins with neither unix: nor tcp:.", "--agentx", "nowhere", "--check-config")]
    [InlineData("Unrecognized command or argument '--bogus'", "run", "--bogus")]
    [InlineData("Unrecognized command or argument 'bogus'", "bogus")]
    [InlineData("--format: text or json is wanted, not \"xml\"", "count", "--format", "xml")]
    public async Task A_bad_option_is_one_line_and_exit_code_64(string expected, params string[] args) =>
        Assert.Equal(new DaemonRun("", $"postfix-statsd: {expected}\n", 64), await DaemonRun.With(args));

    [Fact]
    public async Task A_bad_variable_is_one_line_and_exit_code_78() =>
        Assert.Equal(
            new DaemonRun("", "postfix-statsd: POSTFIX_STATS_LOG_LEVEL: \"loud\" is none of trace, debug, info, warning, error\n", 78),
            await DaemonRun.WithEnvironment("POSTFIX_STATS_LOG_LEVEL", "loud", "--check-config"));

    [Fact]
    public async Task A_misspelt_variable_is_one_line_and_exit_code_78()
    {
        DaemonRun run = await DaemonRun.WithEnvironment("POSTFIX_STATS_LOGLEVEL", "info", "--check-config");
        Assert.Matches("^postfix-statsd: POSTFIX_STATS_LOGLEVEL: there is no such setting; there are log, [a-z, -]+\n$", run.Errors);
        Assert.Equal(("", 78), (run.Output, run.ExitCode));
    }

    [Fact]
    public async Task A_good_configuration_is_checked_in_silence() =>
        Assert.Equal(new DaemonRun("", "", 0), await DaemonRun.With("--check-config", "--agentx", "tcp:[::1]:705"));

    [Fact]
    public async Task Help_names_the_commands()
    {
        DaemonRun run = await DaemonRun.With("--help");
        Assert.All(["run", "count", "check", "mib", "pass-persist", "reset", "watch"], command => Assert.Contains($"\n  {command}", run.Output, StringComparison.Ordinal));
        Assert.Equal(("", 0), (run.Errors, run.ExitCode));
    }

    [Fact]
    public async Task Version_is_a_number()
    {
        DaemonRun run = await DaemonRun.With("--version");
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", run.Output);
        Assert.Equal(("", 0), (run.Errors, run.ExitCode));
    }

    [Fact]
    public async Task A_state_that_cannot_be_made_ends_with_exit_code_73()
    {
        DaemonRun run = await DaemonRun.With("run", "--state", "/proc/nothing/state");
        Assert.StartsWith("postfix-statsd: /proc/nothing/state: the state cannot be kept there: ", run.Errors, StringComparison.Ordinal);
        Assert.Equal(73, run.ExitCode);
    }

    [Fact]
    public async Task A_state_of_an_unknown_version_ends_with_exit_code_78_and_is_not_touched()
    {
        string directory = Directory.CreateTempSubdirectory("cli-tests-").FullName;
        try
        {
            // The checksum is the CRC-32C of the line before it.
            string state = Path.Combine(directory, "state");
            await File.WriteAllTextAsync(state, "postfix-stats-state 9\nchecksum 77b85d0e\n", TestContext.Current.CancellationToken);
            DaemonRun run = await DaemonRun.With("run", "--state", state);
            Assert.Equal(
                new DaemonRun("", $"postfix-statsd: {state} was written by another version of this program; nothing was touched\n", 78),
                run);
            Assert.Equal(
                "postfix-stats-state 9\nchecksum 77b85d0e\n",
                await File.ReadAllTextAsync(state, TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
