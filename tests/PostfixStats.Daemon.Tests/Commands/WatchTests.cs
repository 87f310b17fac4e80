// `postfix-statsd watch` on a pipe: what it says, and how it ends.

using PostfixStats.Counting;
using PostfixStats.Daemon.Tests.Support;
using PostfixStats.State;

namespace PostfixStats.Daemon.Tests.Commands;

public sealed class WatchTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pfstats-watch-").FullName;

    private string State => Path.Combine(_directory, "state");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Without_a_state_it_says_so() =>
        Assert.Equal(
            new DaemonRun("", $"postfix-statsd: {State}: there is no state file, the running daemon writes it\n", 74),
            await DaemonRun.With("watch", "--state", State));

    [Theory]
    [InlineData("", "the state file is empty", 74)]
    [InlineData("total sent:smtp 3\n", "this is no state file", 74)]
    [InlineData("postfix-stats-state 1\ntotal sent:smtp 3\nchecksum 00000000\n", "the state file is damaged", 74)]
    [InlineData("postfix-stats-state 9\nchecksum 77b85d0e\n", "the state file was written by another version of this program", 78)]
    public async Task What_is_no_state_ends_in_one_line(string text, string complaint, int exitCode)
    {
        await File.WriteAllTextAsync(State, text, TestContext.Current.CancellationToken);
        Assert.Equal(new DaemonRun("", $"postfix-statsd: {State}: {complaint}\n", exitCode), await DaemonRun.With("watch", "--state", State, "--once"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("3601")]
    [InlineData("1.5")]
    [InlineData("-1")]
    public async Task A_bad_interval_is_one_line_and_exit_code_64(string interval) =>
        Assert.Equal(
            new DaemonRun("", $"postfix-statsd: --interval: \"{interval}\" is no number of seconds from 1 to 3600\n", 64),
            await DaemonRun.With("watch", "--state", State, "--interval=" + interval));

    [Fact]
    public async Task A_state_whose_daemon_is_gone_is_shown_once_and_ends_with_1()
    {
        var since = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        byte[] text = StateWriter.Format(new StateDocument { CountingSince = since, Saved = since }, new CounterStore(TimeProvider.System).Snapshot());
        await File.WriteAllBytesAsync(State, text, TestContext.Current.CancellationToken);

        DaemonRun run = await DaemonRun.With("watch", "--state", State, "--once", "--interval", "1");

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Matches("^Postfix on [^ ]+ +[0-9: -]{19}\nSTALE: last saved [0-9]+ d ago. Is the daemon running\\? systemctl status postfix-stats\n\nRECEIVED ", run.Output);
        Assert.DoesNotContain('\e', run.Output);
    }
}
