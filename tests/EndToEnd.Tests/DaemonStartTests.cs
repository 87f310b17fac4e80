// The daemon and its two neighbours, the log and snmpd, come up in any order.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class DaemonStartTests : IDisposable
{
    private const string OneReception = "Nov 20 06:31:11 mx postfix/smtpd[29858]: DA03A102BD1: client=out3.news.example.net[203.0.113.61]\n";
    private const string OtherRoot = ".1.3.6.1.4.1.8072.9999.9999.77";

    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task A_log_that_is_not_there_yet_is_waited_for()
    {
        await using var snmpd = await PrivateSnmpd.StartAsync();
        await using var daemon = new StatsDaemon(_directory["state"], _directory["mail.log"], snmpd.AgentX);
        daemon.Start();
        await Eventually.HoldsAsync("zeros are served", () => ReceptionsAsync(snmpd), value => value == "Counter32: 0 messages");
        // There was no last line yet, and a time of year 0 would be a lie.
        Assert.Equal("No Such Instance currently exists at this OID", await snmpd.Tools.ValueAsync(StatsMib.Health(8)));

        _directory.Write("mail.log", OneReception);

        Assert.Equal("Counter32: 1 messages", await Eventually.SettlesAsync("Counter32: 1 messages", () => ReceptionsAsync(snmpd)));
        Assert.StartsWith("STRING: ", await snmpd.Tools.ValueAsync(StatsMib.Health(8)), StringComparison.Ordinal);
        daemon.ThrowIfExited();
    }

    [Fact]
    public async Task An_snmpd_that_starts_later_is_found()
    {
        _directory.Write("mail.log", OneReception);
        await using var snmpd = await PrivateSnmpd.StartAsync();
        await snmpd.StopAsync();
        await using var daemon = new StatsDaemon(_directory["state"], _directory["mail.log"], snmpd.AgentX);
        daemon.Start();
        await Eventually.HoldsAsync("the log is counted", () => daemon.GetterAsync("recv:smtp"), value => value == "1\n");

        await snmpd.StartAgainAsync();

        Assert.Equal("Counter32: 1 messages", await Eventually.SettlesAsync("Counter32: 1 messages", () => ReceptionsAsync(snmpd)));
    }

    [Fact]
    public async Task The_whole_tree_moves_with_the_base_oid()
    {
        await using var snmpd = await PrivateSnmpd.StartAsync();
        await using var daemon = new StatsDaemon(
            _directory["state"], Repository.SampleLog, snmpd.AgentX, "--base-oid", OtherRoot[1..]);
        daemon.Start();

        var first = await Eventually.SettlesAsync("Counter32: 36", () => snmpd.Tools.ValueAsync(OtherRoot + ".1.1.0"));

        Assert.Equal("Counter32: 36", first);
        Assert.Empty(await snmpd.Tools.ValuesAsync(StatsMib.Root));
        Assert.Equal(StatsMib.SampleObjects, (await snmpd.Tools.ValuesAsync(OtherRoot)).Count);
    }

    [Fact]
    public async Task A_second_daemon_on_the_same_state_is_refused_in_one_line()
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog);

        var second = await Tool.RunAsync(
            Repository.Daemon, ["run", "--log", Repository.SampleLog, "--state", host.Daemon.State, "--agentx", host.Snmpd.AgentX]);

        Assert.Equal(75, second.ExitCode);
        Assert.Equal("", second.Output);
        Assert.Single(second.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose() => _directory.Dispose();

    private static Task<string> ReceptionsAsync(PrivateSnmpd snmpd) => snmpd.Tools.ValueAsync(StatsMib.Root + ".1.1.0");
}
