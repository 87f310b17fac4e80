// The daemon under a service manager: what it tells systemd, and reading its configuration again.

using System.Net.Sockets;
using System.Text;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class ServiceManagerTests : IDisposable
{
    private const int Hangup = 1;

    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Signs_of_life_and_the_state_of_affairs_come_by_themselves()
    {
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(_directory["notify"]));
        await using var daemon = new Server("env",
        [
            $"NOTIFY_SOCKET={_directory["notify"]}", "WATCHDOG_USEC=400000", Repository.Daemon,
            "--config", _directory.Write("settings", "{}"), "--log", _directory.Write("mail.log", Reception("a.test")), "--from-start",
            "--state", _directory["state"], "--agentx", "unix:" + _directory["nobody"],
        ]);

        Assert.Equal(
            ["READY=1", "STATUS=Following the log", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"],
            (await HearAsync(manager, heard => heard.Count(each => each == "WATCHDOG=1") == 3)).Order(StringComparer.Ordinal));

        Assert.Equal(0, await daemon.StopAsync());
        Assert.Contains("STOPPING=1", await HearAsync(manager, heard => heard.Contains("STOPPING=1")));
    }

    [Fact]
    public async Task A_hangup_puts_new_names_and_exclusions_into_effect()
    {
        var log = _directory.Write("mail.log", Reception("scanner.test"));
        await using var daemon = new StatsDaemon(_directory["state"], log, "unix:" + _directory["nobody"]);
        daemon.Start();
        await Eventually.HoldsAsync("the log is counted", () => daemon.GetterAsync("recv:smtp"), value => value == "1\n");

        _directory.Write("state.json", """{ "exclude-client": "scanner.test", "syslog-name": "mailout", "log-level": "warning" }""");
        daemon.Signal(Hangup);
        await SaidAsync(daemon, "the configuration was read again: log level, names, exclusions and limits of notifications are in effect, all else at the next start");
        await File.AppendAllTextAsync(
            log,
            Reception("scanner.test") + Reception("a.test").Replace("postfix/", "mailout/", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync("the new client is counted", () => daemon.GetterAsync("recv:smtp"), value => value == "2\n");
        Assert.Equal("1\n", await daemon.GetterAsync("excluded:recv"));
        Assert.Equal("1\n", await daemon.GetterAsync("--instance", "mailout", "recv:smtp"));
    }

    [Fact]
    public async Task What_is_wrong_in_the_file_is_said_and_changes_nothing()
    {
        var log = _directory.Write("mail.log", Reception("a.test"));
        await using var daemon = new StatsDaemon(_directory["state"], log, "unix:" + _directory["nobody"]);
        daemon.Start();
        await Eventually.HoldsAsync("the log is counted", () => daemon.GetterAsync("recv:smtp"), value => value == "1\n");

        _directory.Write("state.json", """{ "exclude-client": "scanner.test", "lag": 1 }""");
        daemon.Signal(Hangup);
        await SaidAsync(daemon, $"the configuration was read again and is not used: {_directory["state.json"]}: lag: there is no such setting");
        await File.AppendAllTextAsync(log, Reception("scanner.test"), TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync("the new client is counted", () => daemon.GetterAsync("recv:smtp"), value => value == "2\n");
        daemon.ThrowIfExited();
    }

    public void Dispose() => _directory.Dispose();

    private static Task<string> SaidAsync(StatsDaemon daemon, string text) =>
        Eventually.HoldsAsync(text, () => Task.FromResult(daemon.Log), log => log.Contains(text, StringComparison.Ordinal));

    /// <summary>What the daemon says until it said enough; each datagram may hold several lines.</summary>
    private static async Task<List<string>> HearAsync(Socket manager, Func<List<string>, bool> isEnough)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var heard = new List<string>();
        var buffer = new byte[4096];
        while (!isEnough(heard))
        {
            var length = await manager.ReceiveAsync(buffer, deadline.Token);
            heard.AddRange(Encoding.UTF8.GetString(buffer, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        return heard;
    }

    private static string Reception(string client) => $"Nov 20 06:31:11 mx postfix/smtpd[29858]: DA03A102BD1: client={client}[203.0.113.61]\n";
}
