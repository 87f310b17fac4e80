// The main job: real mail through a real Postfix, and the same numbers wherever they can be read.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class MainJobTests
{
    private const string ExecOutputs = ".1.3.6.1.4.1.2021.8.1.101";
    private const string ExecResults = ".1.3.6.1.4.1.2021.8.1.100";

    // What SendTrafficAsync makes happen: a number for each data point that no other can be taken for.
    private static readonly SortedDictionary<string, string> Traffic = new(StringComparer.Ordinal)
    {
        ["recv:smtp"] = "17",
        ["recv:local"] = "5",
        ["sent:smtp"] = "23",
        ["sent:local"] = "6",
        ["sent:legal"] = "4",
        ["smtp:4xx"] = "3",
        ["smtp:5xx"] = "2",
        ["smtpd:4xx"] = "1",
        ["smtpd:5xx"] = "8",
        ["deferred:smtp"] = "3",
        ["bounced:smtp"] = "2",
        ["bounce:sender-non-delivery"] = "2",
    };

    private static readonly string ExpectedTotals = StatsMib.Lines(StatsMib.Totals.Select(key => (key, Traffic[key])));

    private static readonly string[] ExecKeys = [.. StatsMib.Totals, "sent:legal", "no:such"];

    [Fact]
    public async Task Known_traffic_is_the_same_number_everywhere()
    {
        await using var host = await MailHost.StartAsync(ExecKeys);
        await SendTrafficAsync(host.Postfix);

        // SNMP: the totals, the instance and the services.
        Assert.Equal(ExpectedTotals, await Eventually.SettlesAsync(ExpectedTotals, () => StatsMib.TotalsAsync(host.Snmpd.Tools)));
        var instance = StatsMib.Lines(StatsMib.Totals.Select(key => ("postfix " + key, Traffic[key])));
        Assert.Equal(instance, await StatsMib.InstancesAsync(host.Snmpd.Tools));
        Assert.Equal("1 legal 4 0 0\n1 local 6 0 0\n1 smtp 23 3 2\n", await StatsMib.ServicesAsync(host.Snmpd.Tools));

        // The log counted at once, and the state file as the getter shows it.
        var counted = await StatsDaemon.CountAsync(host.Postfix.LogPath);
        Assert.Equal(Traffic, Chosen(counted));
        Assert.Equal(counted, await Eventually.SettlesAsync(counted, () => host.Daemon.GetterAsync("--all")));

        // The getter's single keys, by themselves and behind the exec lines of snmpd.
        foreach (var (key, value) in Traffic)
        {
            Assert.Equal(value + "\n", await host.Daemon.GetterAsync(key));
        }

        var answers = string.Concat(ExecKeys[..^1].Select(key => $"STRING: \"{Traffic[key]}\"\n")) + "STRING: \"No such key \\\"no:such\\\"\"\n";
        Assert.Equal(answers, await Eventually.SettlesAsync(answers, () => ColumnAsync(host, ExecOutputs)));
        Assert.Equal(
            string.Concat(Enumerable.Repeat("INTEGER: 0\n", ExecKeys.Length - 1)) + "INTEGER: 1\n",
            await ColumnAsync(host, ExecResults));
    }

    [Fact]
    public async Task The_agent_says_that_every_line_was_read_in_good_health()
    {
        await using var host = await MailHost.StartAsync([]);
        await SendTrafficAsync(host.Postfix);
        var tools = host.Snmpd.Tools;
        await Eventually.SettlesAsync(ExpectedTotals, () => StatsMib.TotalsAsync(tools));

        var lines = $"Counter32: {host.Postfix.Logged("")} lines";
        Assert.Equal(lines, await Eventually.SettlesAsync(lines, () => tools.ValueAsync(StatsMib.Health(3))));
        Assert.Equal("Counter32: 0 lines", await tools.ValueAsync(StatsMib.Health(5)));
        Assert.Equal("Counter32: 0 lines", await tools.ValueAsync(StatsMib.Health(6)));
        Assert.Equal("Gauge32: 0 octets", await tools.ValueAsync(StatsMib.Health(7)));
        Assert.Equal("Counter32: 0 errors", await tools.ValueAsync(StatsMib.Health(9)));
        Assert.Equal("Counter32: 0 gaps", await tools.ValueAsync(StatsMib.Health(10)));
        Assert.Equal("Counter32: 0 records", await tools.ValueAsync(StatsMib.Health(11)));
        Assert.Equal("INTEGER: false(2)", await tools.ValueAsync(StatsMib.Health(12)));
        Assert.Equal($"STRING: {host.Postfix.LogPath}", await tools.ValueAsync(StatsMib.Health(2)));
    }

    [Fact]
    public async Task No_line_of_ordinary_traffic_is_unknown()
    {
        await using var host = await MailHost.StartAsync([]);
        await SendTrafficAsync(host.Postfix);
        await Eventually.SettlesAsync(ExpectedTotals, () => StatsMib.TotalsAsync(host.Snmpd.Tools));

        Assert.Equal("Counter32: 0 lines", await host.Snmpd.Tools.ValueAsync(StatsMib.Health(4)));
    }

    [Fact]
    public async Task Counters_go_on_where_they_were_after_a_crash_and_after_a_restart_of_the_daemon()
    {
        await using var host = await MailHost.StartAsync([]);
        await host.Postfix.SendAsync(3, PrivatePostfix.Good);
        await host.Daemon.KillAsync();
        await host.Postfix.SendAsync(4, PrivatePostfix.Good);
        host.Daemon.Start();
        await host.Postfix.SendAsync(5, PrivatePostfix.Good);
        await host.Postfix.LogsAsync(12, "status=sent ");

        var expected = Messages(12);
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, () => StatsMib.TotalsAsync(host.Snmpd.Tools)));

        await host.Daemon.StopAsync();
        Assert.Equal("12\n", await host.Daemon.GetterAsync("sent:smtp"));
        await host.Postfix.SendAsync(1, PrivatePostfix.Good);
        await host.Postfix.LogsAsync(13, "status=sent ");
        host.Daemon.Start();

        expected = Messages(13);
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, () => StatsMib.TotalsAsync(host.Snmpd.Tools)));
    }

    [Fact]
    public async Task The_daemon_leaves_with_0_when_it_is_told_to()
    {
        await using var host = await MailHost.StartAsync([]);
        await Eventually.SettlesAsync(Messages(0), () => StatsMib.TotalsAsync(host.Snmpd.Tools));

        Assert.Equal(0, await host.Daemon.StopAsync());
    }

    [Fact]
    public async Task A_log_that_Postfix_rotates_is_counted_to_its_end_and_then_the_new_one()
    {
        await using var host = await MailHost.StartAsync([]);
        await host.Postfix.SendAsync(3, PrivatePostfix.Good);
        await host.Postfix.LogsAsync(3, "status=sent ");
        await host.Postfix.CommandAsync("postfix", "logrotate");
        await host.Postfix.SendAsync(4, PrivatePostfix.Good);
        await host.Postfix.LogsAsync(4, "status=sent ");

        var expected = Messages(7);
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, () => StatsMib.TotalsAsync(host.Snmpd.Tools)));
        Assert.Equal("Counter32: 0 gaps", await host.Snmpd.Tools.ValueAsync(StatsMib.Health(10)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Counters_are_served_again_after_a_restart_of_snmpd(bool tcp)
    {
        await using var host = await MailHost.StartAsync([], tcp);
        await host.Postfix.SendAsync(2, PrivatePostfix.Good);
        await host.Postfix.LogsAsync(2, "status=sent ");
        var expected = Messages(2);
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, () => StatsMib.TotalsAsync(host.Snmpd.Tools)));

        await host.Snmpd.KillAsync();
        await host.Postfix.SendAsync(1, PrivatePostfix.Good);
        await host.Postfix.LogsAsync(3, "status=sent ");
        await host.Snmpd.StartAgainAsync();

        expected = Messages(3);
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, () => StatsMib.TotalsAsync(host.Snmpd.Tools)));
    }

    private static async Task SendTrafficAsync(PrivatePostfix postfix)
    {
        await postfix.SendAsync(7, PrivatePostfix.Good, copies: 3);
        await postfix.SendAsync(3, PrivatePostfix.Deferred);
        await postfix.SendAsync(2, PrivatePostfix.Bounced); // and 2 bounces, to the sender's server that takes them
        await postfix.SendAsync(4, PrivatePostfix.Piped);
        await postfix.SendAsync(1, PrivatePostfix.Local);
        for (var message = 0; message < 5; message++)
        {
            await postfix.SubmitAsync(PrivatePostfix.Local);
        }

        Assert.Equal(450, await PrivatePostfix.OfferAsync(postfix.RelayPort, PrivatePostfix.Later));
        for (var recipient = 0; recipient < 8; recipient++)
        {
            Assert.Equal(554, await PrivatePostfix.OfferAsync(postfix.ClosedPort, PrivatePostfix.Good));
        }

        await postfix.LogsAsync(33, "status=sent ");
        await postfix.LogsAsync(3, "status=deferred ");
        await postfix.LogsAsync(2, "status=bounced ");
    }

    private static string Messages(int delivered)
    {
        var number = delivered.ToString(CultureInfo.InvariantCulture);
        return StatsMib.Lines(StatsMib.Totals.Select(key => (key, key is "recv:smtp" or "sent:smtp" ? number : "0")));
    }

    // Of what `count` prints, the names that this traffic is known for, and all delivery services.
    private static SortedDictionary<string, string> Chosen(string counted) => new(
        counted.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .Where(parts => Traffic.ContainsKey(parts[0])
                || new[] { "sent:", "deferred:", "bounced:", "bounce:" }.Any(name => parts[0].StartsWith(name, StringComparison.Ordinal)))
            .ToDictionary(parts => parts[0], parts => parts[1]),
        StringComparer.Ordinal);

    private static async Task<string> ColumnAsync(MailHost host, string column) =>
        string.Concat((await host.Snmpd.Tools.ValuesAsync(column)).Select(value => value.Value + "\n"));
}
