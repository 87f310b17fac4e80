// The files for monitoring systems, judged without those systems: they can be read, and what they ask for is there.

using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Monitoring;

public sealed partial class MonitoringFilesTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Every_name_and_every_OID_stands_in_the_module()
    {
        var objects = (await SnmpTools.TranslateAsync(_directory.Path, "-Tz"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(['"', '\t', ' '], StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(parts => parts[0], parts => "." + parts[1]);
        Assert.Equal(StatsMib.Root + ".1.1", objects["postfixStatsSmtpReceptions"]);
        var places = objects.Values.ToHashSet();

        foreach (string file in MonitoringFiles.All)
        {
            string text = MonitoringFiles.Read(file);
            Assert.Equal((file, ""), (file, string.Join(' ', MonitoringFiles.Names(text).Where(name => !objects.ContainsKey(name)))));
            Assert.Equal((file, ""), (file, string.Join(' ', MonitoringFiles.Oids(text).Where(oid => !places.Contains(Object(oid, places))))));
        }
    }

    [Fact]
    public async Task Every_OID_is_answered_by_a_mail_server_with_queues()
    {
        await using var host = await MonitoredHost.StartAsync();
        string[] served = [.. (await host.Snmpd.Tools.ValuesAsync(StatsMib.Root)).Select(value => value.Key + ".")];
        Assert.True(served.Length > 1000);

        foreach (string file in MonitoringFiles.All)
        {
            Assert.Equal((file, ""), (file, string.Join(' ', MonitoringFiles.Oids(MonitoringFiles.Read(file))
                .Where(oid => !Array.Exists(served, place => place.StartsWith(oid + ".", StringComparison.Ordinal))))));
        }
    }

    [Fact]
    public async Task Every_file_can_be_read()
    {
        foreach (string file in MonitoringFiles.All)
        {
            string path = MonitoringFiles.PathOf(file);
            switch (Path.GetExtension(file))
            {
                case ".yml" or ".yaml":
                    Assert.Equal("", (await Tool.RunAsync("yamllint", ["-d", "{extends: relaxed, rules: {line-length: disable}}", path])).Succeeded());
                    break;
                case ".xml":
                    Assert.Equal("", (await Tool.RunAsync("xmllint", ["--noout", path])).Succeeded());
                    break;
                case ".json":
                    using (JsonDocument.Parse(MonitoringFiles.Read(file)))
                    {
                        break;
                    }

                case ".sh":
                    (await Tool.RunAsync("sh", ["-n", path])).Succeeded();
                    break;
                default:
                    Assert.True(Path.GetExtension(file) is ".cfg" or ".conf", file);
                    break;
            }
        }
    }

    [Fact]
    public void The_page_names_every_file()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "monitoring.md"));

        Assert.All(
            MonitoringFiles.All.Where(file => file is not "prometheus/generator.yml"),
            file => Assert.Contains(file, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Zabbix_finds_every_key_that_it_is_pointed_to()
    {
        string template = MonitoringFiles.Read("zabbix/postfix.yaml");
        string[] ids = [.. IdPattern().Matches(template).Select(match => match.Groups[1].Value)];
        string[] keys = [.. KeyPattern().Matches(template).Select(match => match.Groups[1].Value)];

        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$", id));
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Contains("postfix.queue.messages[{#SNMPINDEX}]", keys);
        var triggers = TriggerPattern().Matches(template).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(10, triggers.Length);
        Assert.All(triggers, key => Assert.Contains(key, keys));
        Assert.All(MasterPattern().Matches(template).Select(match => match.Groups[1].Value), key => Assert.Equal("postfix.walk", key));
        Assert.All(
            MacroPattern().Matches(template).Select(match => match.Groups[1].Value),
            macro => Assert.Contains($"- macro: '{{${macro}}}'", template, StringComparison.Ordinal));
    }

    // What a template of Zabbix 7.0 may be made of is more; of another word its import says that it is unexpected.
    [Fact]
    public void Zabbix_knows_every_element_and_every_constant()
    {
        string template = MonitoringFiles.Read("zabbix/postfix.yaml");

        Assert.Equal(
            "delay description discovery_rules expression groups history item_prototypes items key macro macros mappings master_item name newvalue " +
            "parameters preprocessing priority snmp_oid tag tags template template_groups templates trigger_prototypes triggers type units uuid " +
            "value value_type valuemap valuemaps vendor version zabbix_export",
            string.Join(' ', ElementPattern().Matches(template).Select(element => element.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)));
        Assert.Equal(
            "priority: AVERAGE, priority: WARNING, type: CHANGE_PER_SECOND, type: DEPENDENT, type: JAVASCRIPT, type: MULTIPLIER, type: SNMP_AGENT, " +
            "type: SNMP_WALK_TO_JSON, type: SNMP_WALK_VALUE, value_type: CHAR, value_type: FLOAT, value_type: TEXT",
            string.Join(", ", ConstantPattern().Matches(template).Select(constant => constant.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)));
    }

    // Duktape is the engine of Zabbix.
    [Fact]
    public async Task Zabbix_names_the_instance_of_every_row()
    {
        string[] scripts = [.. ScriptPattern().Matches(MonitoringFiles.Read("zabbix/postfix.yaml")).Select(match => match.Groups[1].Value)];
        Assert.Equal(4, scripts.Length);
        const string Rows =
            """[{"{#SNMPINDEX}":"1","{#INSTANCE}":"postfix"},{"{#SNMPINDEX}":"1.4","{#QUEUE}":"deferred"},{"{#SNMPINDEX}":"12","{#INSTANCE}":"out"},{"{#SNMPINDEX}":"12.4","{#QUEUE}":"deferred"}]""";

        foreach (string script in scripts)
        {
            string file = _directory.Write("script.js", $"print((function (value) {{\n{script}}})('{Rows}'));\n");
            Assert.Equal(
                """[{"{#SNMPINDEX}":"1.4","{#QUEUE}":"deferred","{#INSTANCE}":"postfix"},{"{#SNMPINDEX}":"12.4","{#QUEUE}":"deferred","{#INSTANCE}":"out"}]"""
                + "\n",
                (await Tool.RunAsync("duk", [file])).Succeeded());
        }
    }

    [Fact]
    public void Zabbix_walks_all_that_its_items_are_taken_from()
    {
        string template = MonitoringFiles.Read("zabbix/postfix.yaml");
        string walk = Assert.Single(template.Split('\n'), line => line.Contains("snmp_oid: 'walk[", StringComparison.Ordinal));
        string[] subtrees = [.. MonitoringFiles.Oids(walk)];

        Assert.Equal(9, subtrees.Length);
        Assert.All(MonitoringFiles.Oids(template), oid => Assert.Contains(subtrees, subtree => (oid + ".").StartsWith(subtree + ".", StringComparison.Ordinal)));
    }

    public void Dispose() => _directory.Dispose();

    // The object that an OID is of, or below whose row it stands; a scalar has one instance only, 0.
    private static string Object(string oid, HashSet<string> places)
    {
        string place = oid;
        while (!places.Contains(place) && place.Length > StatsMib.Root.Length)
        {
            place = place[..place.LastIndexOf('.')];
        }

        bool ofTable = place.Split('.').Length > StatsMib.Root.Split('.').Length + 3;
        return place == oid || ofTable || oid == place + ".0" ? place : "";
    }

    [GeneratedRegex("uuid: ([0-9a-f]+)")]
    private static partial Regex IdPattern();

    [GeneratedRegex("^(?: {10}| {14})key: '?([^'\n]+)'?$", RegexOptions.Multiline)]
    private static partial Regex KeyPattern();

    [GeneratedRegex("^(?: |- )*([a-z_]+):(?: |$)", RegexOptions.Multiline)]
    private static partial Regex ElementPattern();

    [GeneratedRegex("^[ -]*((?:type|value_type|priority): .+)$", RegexOptions.Multiline)]
    private static partial Regex ConstantPattern();

    [GeneratedRegex(@"expression: '\w+\(/Postfix by SNMP/([^,)]+)")]
    private static partial Regex TriggerPattern();

    [GeneratedRegex("type: JAVASCRIPT\n +parameters:\n +- \\|\n((?: {18}.*\n)+)")]
    private static partial Regex ScriptPattern();

    [GeneratedRegex("master_item:\n +key: (.+)")]
    private static partial Regex MasterPattern();

    [GeneratedRegex(@"expression: .*\{\$([A-Z.]+)[}:]")]
    private static partial Regex MacroPattern();
}
