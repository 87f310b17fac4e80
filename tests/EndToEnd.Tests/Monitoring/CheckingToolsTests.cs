// Nagios' plugin with our command lines, and LibreNMS' two extend lines.

using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Monitoring;

public sealed partial class CheckingToolsTests
{
    private const string ExtendOutput = ".1.3.6.1.4.1.8072.1.3.2.3.1.2";

    [Fact]
    public async Task Check_snmp_runs_each_command_with_its_limits()
    {
        await using var host = await MonitoredHost.StartAsync();
        string settings = MonitoringFiles.Read("nagios/postfix.cfg");
        var commands = CommandPattern().Matches(settings).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        string[] services = [.. ServicePattern().Matches(settings).Select(match => match.Groups[1].Value)];
        Assert.Equal(commands.Keys.Order(), services.Select(service => service.Split('!')[0]).Order());

        var answers = new Dictionary<string, string>();
        foreach (string service in services)
        {
            answers[service.Split('!')[0]] = await RunAsync(host, commands, service);
        }

        Assert.Equal("0 SNMP OK - deferred 1 messages | deferred=1;100;500", answers["postfix_deferred"]);
        Assert.Equal("0 SNMP OK - active 0 messages | active=0;100;1000", answers["postfix_active"]);
        Assert.StartsWith("0 SNMP OK - oldest ", answers["postfix_oldest_deferred"], StringComparison.Ordinal);
        Assert.StartsWith("0 SNMP OK - silence ", answers["postfix_log_silence"], StringComparison.Ordinal);
        Assert.StartsWith("0 SNMP OK - stats 1 2 | ", answers["postfix_stats"], StringComparison.Ordinal);
        foreach (string rate in new[] { "deferrals", "bounces", "failed_logins" })
        {
            Assert.Equal("0 No previous data to calculate rate - assume okay", answers["postfix_" + rate]);
        }

        Assert.StartsWith("1 SNMP WARNING - deferred *1* messages", await RunAsync(host, commands, "postfix_deferred!public!0!500"), StringComparison.Ordinal);
        Assert.StartsWith("2 SNMP CRITICAL - deferred *1* messages", await RunAsync(host, commands, "postfix_deferred!public!0!0"), StringComparison.Ordinal);
    }

    [Fact]
    public void Icinga_checks_what_Nagios_checks()
    {
        Assert.Equal(
            MonitoringFiles.Oids(MonitoringFiles.Read("nagios/postfix.cfg")).Order(),
            MonitoringFiles.Oids(MonitoringFiles.Read("icinga/postfix.conf")).Order());
    }

    [Fact]
    public async Task LibreNMS_is_answered_under_the_names_that_it_asks_for()
    {
        await using var host = await MonitoredHost.StartAsync(state =>
            [.. MonitoringFiles.Read("librenms/postfix.conf").Replace("/usr/bin/postfix-stats-get", $"{Repository.Getter} --state {state}", StringComparison.Ordinal).Split('\n')]);

        // The names in OIDs: their length and their characters. The state is saved a little later than it is served.
        string queues = await Eventually.SettlesAsync(
            "\"0 0 1 0\"", async () => Line(await host.Snmpd.Tools.ValueAsync(Place("mailq"))));
        Assert.Equal("\"0 0 1 0\"", queues);
        Assert.DoesNotContain("No Such", await host.Snmpd.Tools.ValueAsync(Place("postfixdetailed")), StringComparison.Ordinal);
    }

    private static string Place(string name) => $"{ExtendOutput}.{name.Length}.{string.Join('.', name.Select(letter => (int)letter))}";

    private static string Line(string value) => value.Replace("STRING: ", "", StringComparison.Ordinal).Replace('\n', ' ');

    private static async Task<string> RunAsync(MonitoredHost host, Dictionary<string, string> commands, string service)
    {
        string[] parts = service.Split('!');
        string command = commands[parts[0]].Replace("'$HOSTADDRESS$'", $"127.0.0.1 -p {host.Snmpd.Port}", StringComparison.Ordinal);
        for (int argument = 1; argument < parts.Length; argument++)
        {
            command = command.Replace($"$ARG{argument}$", parts[argument], StringComparison.Ordinal);
        }

        var surroundings = SnmpTools.Surroundings(host.Directory.Make("home"));
        surroundings["NAGIOS_PLUGIN_STATE_DIRECTORY"] = host.Directory.Make("plugin");
        var result = await Tool.RunAsync("sh", ["-c", command], surroundings);
        return $"{result.ExitCode} {(result.Output + result.Error).Trim()}";
    }

    [GeneratedRegex(@"command_name +(\S+)\n +command_line +(.+)")]
    private static partial Regex CommandPattern();

    [GeneratedRegex(@"check_command +(\S+)")]
    private static partial Regex ServicePattern();
}
