// deploy/try.sh, the first command that a newcomer types.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class TryScriptTests
{
    private static readonly string Script = Path.Combine(Repository.Root, "deploy", "try.sh");

    // The published programs are there already: nothing is built.
    private static readonly Dictionary<string, string> Surroundings = new()
    {
        ["STATS_TEST_BIN"] = Path.GetDirectoryName(Repository.Daemon)!,
    };

    [Fact]
    public async Task Once_prints_the_counters_of_a_log_by_name_and_ends()
    {
        var result = await Tool.RunAsync(Script, ["--once", "--log", Repository.SampleLog], Surroundings);

        Assert.StartsWith(
            """
            postfixStatsSmtpReceptions.0 = Counter32: 36 messages
            postfixStatsLocalReceptions.0 = Counter32: 12 messages
            postfixStatsSmtpDeliveries.0 = Counter32: 35 recipients
            postfixStatsLocalDeliveries.0 = Counter32: 3 recipients
            postfixStatsSmtp4xxReplies.0 = Counter32: 3 replies
            postfixStatsSmtp5xxReplies.0 = Counter32: 3 replies
            postfixStatsSmtpd4xxReplies.0 = Counter32: 3 replies
            postfixStatsSmtpd5xxReplies.0 = Counter32: 7 replies

            """,
            result.Succeeded(),
            StringComparison.Ordinal);
        Assert.Equal($"Counters of {Repository.SampleLog}, read by postfix-statsd and served by snmpd.\n", result.Error);
    }

    [Fact]
    public async Task It_leaves_nothing_behind_when_it_is_ended()
    {
        using var directory = new TempDirectory();
        var script = new Server(
            Script, ["--log", Repository.SampleLog], new Dictionary<string, string>(Surroundings) { ["TMPDIR"] = directory.Path });
        await Eventually.HoldsAsync(
            "live counters",
            () =>
            {
                script.ThrowIfExited();
                return script.Output.Contains("postfixStatsSmtpReceptions.0 = Counter32: 36 messages", StringComparison.Ordinal);
            });

        Assert.Equal(143, await script.StopAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task A_log_that_is_not_there_is_one_line()
    {
        var result = await Tool.RunAsync(Script, ["--log", "/nowhere/mail.log"], Surroundings);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Equal("try.sh: /nowhere/mail.log is no file that I can read\n", result.Error);
    }

    [Fact]
    public async Task A_wrong_option_is_shown_the_usage()
    {
        var result = await Tool.RunAsync(Script, ["--nonsense"], Surroundings);

        Assert.Equal(64, result.ExitCode);
        Assert.StartsWith("usage: try.sh [--once] [--log FILE]\n", result.Error, StringComparison.Ordinal);
    }
}
