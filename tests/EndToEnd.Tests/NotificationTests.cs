// Notifications on their way through a real snmpd to a real snmptrapd.

using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class NotificationTests : IAsyncLifetime
{
    private const string Line = "Nov 23 01:00:00 mail postfix/pickup[1]: 4Zx: uid=0 from=<root>\n";

    private readonly TempDirectory _directory = new();
    private PrivateTrapd _trapd = null!;
    private PrivateSnmpd _snmpd = null!;

    private string LogFile => _directory["mail.log"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _directory.Write("mail.log", Line);
        _directory.Make("state");
        _trapd = await PrivateTrapd.StartAsync();
        _snmpd = await PrivateSnmpd.StartAsync(new SnmpdOptions { Lines = [_trapd.SnmpdLine] });
    }

    public async ValueTask DisposeAsync()
    {
        await _snmpd.DisposeAsync();
        await _trapd.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_silent_log_is_told_once()
    {
        File.SetLastWriteTimeUtc(LogFile, DateTime.UnixEpoch.AddDays(20_000));
        await using var daemon = Start("""{ "notify-log-silent": 3600 }""");

        var received = Assert.Single(await _trapd.ReceivesAsync(1));

        Assert.Matches(
            $@"^postfixStatsLogSilent\|postfixStatsLogSource\.0 = {Regex.Escape(LogFile)}\|postfixStatsLogSilence\.0 = \d{{4,}} seconds\|postfixStatsLogSilenceLimit\.0 = 3600 seconds$",
            received);
        await SentAsync(1);
        Assert.Single(_trapd.Received);
    }

    [Fact]
    public async Task A_state_that_cannot_be_written_is_told_when_there_is_a_session()
    {
        await using var daemon = Start("""{ "notify-state": true }""");
        await SentAsync(0);
        await _snmpd.StopAsync();
        Directory.Move(_directory["state"], _directory["away"]);
        _directory.Write("state", "a file is no directory, and root cannot write below it either");
        await File.AppendAllTextAsync(LogFile, Line, Cancellation);
        await Eventually.HoldsAsync(
            "the notification waits",
            () => daemon.Log.Contains("notification postfixStatsStateNotWritable waits for the master agent: there is no session", StringComparison.Ordinal));
        Assert.Empty(_trapd.Received);

        await _snmpd.StartAgainAsync();

        Assert.Matches(
            @"^postfixStatsStateNotWritable\|postfixStatsStateWritable\.0 = false\|postfixStatsStateWriteErrors\.0 = [1-9]\d* errors$",
            Assert.Single(await _trapd.ReceivesAsync(1)));
    }

    [Fact]
    public async Task Lines_that_were_lost_while_the_daemon_was_away_are_told()
    {
        await using var daemon = Start("""{ "notify-gap": true }""");
        await SentAsync(0);
        await daemon.StopAsync();
        await File.AppendAllTextAsync(LogFile, Line + Line, Cancellation);
        File.Delete(LogFile);
        await File.WriteAllTextAsync(LogFile, Line.Replace("4Zx", "5Zy", StringComparison.Ordinal), Cancellation);
        daemon.Start();

        Assert.Equal(
            $"postfixStatsLogGap|postfixStatsLogSource.0 = {LogFile}|postfixStatsLogGaps.0 = 1 gaps", Assert.Single(await _trapd.ReceivesAsync(1)));
    }

    [Fact]
    public async Task A_long_deferred_queue_of_a_real_postfix_is_told()
    {
        await using var postfix = await PrivatePostfix.StartAsync();
        await postfix.SendAsync(3, PrivatePostfix.Deferred);
        await postfix.LogsAsync(3, "status=deferred ");
        await using var daemon = new StatsDaemon(Path.Combine(_directory["state"], "state"), postfix.LogPath, _snmpd.AgentX)
        {
            Settings = $$"""{ "queues": { "postfix": "{{postfix.Spool}}" }, "queue-interval": 1, "notify-deferred": 2, "notify-oldest": 1000000 }""",
        };
        daemon.Start();

        Assert.Equal(
            "postfixStatsManyDeferred|postfixStatsInstanceName.1 = postfix|postfixStatsQueueMessages.1.4 = 3 messages|postfixStatsDeferredLimit.0 = 2 messages",
            Assert.Single(await _trapd.ReceivesAsync(1)));
    }

    [Fact]
    public async Task What_is_over_is_told_after_a_minute_of_calm()
    {
        await using var postfix = await PrivatePostfix.StartAsync();
        await postfix.SendAsync(3, PrivatePostfix.Deferred);
        await postfix.LogsAsync(3, "status=deferred ");
        await using var daemon = new StatsDaemon(Path.Combine(_directory["state"], "state"), postfix.LogPath, _snmpd.AgentX)
        {
            Settings = $$"""
                {
                    "queues": { "postfix": "{{postfix.Spool}}" }, "queue-interval": 1,
                    "notify-deferred": 2, "notify-oldest": 1, "notify-log-silent": 8, "notify-state": true
                }
                """,
        };
        daemon.Start();
        string[] raised = [.. (await _trapd.ReceivesAsync(3)).Order(StringComparer.Ordinal)];
        Assert.Matches(
            @"^postfixStatsLogSilent\|postfixStatsLogSource\.0 = \S+\|postfixStatsLogSilence\.0 = (9|\d\d+) seconds\|postfixStatsLogSilenceLimit\.0 = 8 seconds$", raised[0]);
        Assert.Equal("postfixStatsManyDeferred|postfixStatsInstanceName.1 = postfix|postfixStatsQueueMessages.1.4 = 3 messages|postfixStatsDeferredLimit.0 = 2 messages", raised[1]);
        Assert.Matches(
            @"^postfixStatsOldMessage\|postfixStatsInstanceName\.1 = postfix\|postfixStatsQueueName\.1\.4 = deferred\|postfixStatsQueueOldestAge\.1\.4 = ([2-9]|\d\d+) seconds\|postfixStatsOldestMessageLimit\.0 = 1 seconds$",
            raised[2]);
        Directory.Move(_directory["state"], _directory["away"]);
        _directory.Write("state", "a file is no directory, and root cannot write below it either");
        await File.AppendAllTextAsync(postfix.LogPath, Line, Cancellation);
        Assert.StartsWith("postfixStatsStateNotWritable|", (await _trapd.ReceivesAsync(4))[3], StringComparison.Ordinal);

        File.Delete(_directory["state"]);
        Directory.Move(_directory["away"], _directory["state"]);
        await postfix.CommandAsync("postsuper", "-d", "ALL");
        IReadOnlyList<string> received = await Eventually.HoldsAsync(
            "the four ends are told",
            async () =>
            {
                await File.AppendAllTextAsync(postfix.LogPath, Line, Cancellation);
                return _trapd.Received;
            },
            all => all.Count >= 8,
            TimeSpan.FromMinutes(3));

        string[] ended = [.. received.Skip(4).Order(StringComparer.Ordinal)];
        Assert.Equal(8, received.Count);
        Assert.Matches(@"^postfixStatsLogSilentEnded\|postfixStatsLogSource\.0 = \S+\|postfixStatsLogSilence\.0 = [0-6] seconds\|postfixStatsLogSilenceLimit\.0 = 8 seconds$", ended[0]);
        Assert.Equal("postfixStatsManyDeferredEnded|postfixStatsInstanceName.1 = postfix|postfixStatsQueueMessages.1.4 = 0 messages|postfixStatsDeferredLimit.0 = 2 messages", ended[1]);
        Assert.Matches(
            @"^postfixStatsOldMessageEnded\|postfixStatsInstanceName\.1 = postfix\|postfixStatsQueueName\.1\.\d = \w+\|postfixStatsQueueOldestAge\.1\.\d = 0 seconds\|postfixStatsOldestMessageLimit\.0 = 1 seconds$",
            ended[2]);
        Assert.Matches(@"^postfixStatsStateNotWritableEnded\|postfixStatsStateWritable\.0 = true\|postfixStatsStateWriteErrors\.0 = [1-9]\d* errors$", ended[3]);
    }

    [Fact]
    public async Task A_limit_that_is_set_while_the_daemon_runs_holds_from_then_on()
    {
        File.SetLastWriteTimeUtc(LogFile, DateTime.UnixEpoch.AddDays(20_000));
        await using var daemon = Start("{}");
        await SentAsync(0);
        await File.WriteAllTextAsync(daemon.State + ".json", """{ "notify-log-silent": 5000 }""", Cancellation);
        daemon.Signal(1);

        Assert.EndsWith("|postfixStatsLogSilenceLimit.0 = 5000 seconds", Assert.Single(await _trapd.ReceivesAsync(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_unless_it_was_configured()
    {
        File.SetLastWriteTimeUtc(LogFile, DateTime.UnixEpoch.AddDays(20_000));
        await using var quiet = Start("{}");
        await SentAsync(0);
        Assert.Equal("Gauge32: 0 seconds", await _snmpd.Tools.ValueAsync(StatsMib.Root + ".19.2.0"));
        await quiet.StopAsync();

        // What another daemon sends comes after what the first one would have sent.
        await using var daemon = Start("""{ "notify-log-silent": 1 }""");
        await _trapd.ReceivesAsync(1);
        Assert.Single(_trapd.Received);
    }

    private StatsDaemon Start(string settings)
    {
        var daemon = new StatsDaemon(Path.Combine(_directory["state"], "state"), LogFile, _snmpd.AgentX) { Settings = settings };
        daemon.Start();
        return daemon;
    }

    private Task<string> SentAsync(int count) => Eventually.HoldsAsync(
        "the master has taken the notifications",
        () => _snmpd.Tools.ValueAsync(StatsMib.Root + ".19.6.0"),
        value => value == $"Gauge32: {count} notifications");
}
