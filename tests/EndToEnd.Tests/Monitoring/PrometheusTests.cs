// Prometheus: Debian's exporter with our module, its alert rules, and what Grafana asks of it.

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Monitoring;

public sealed partial class PrometheusTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Both_forms_of_the_module_are_what_the_generator_makes()
    {
        (await Tool.RunAsync(Path.Combine(Repository.Root, "deploy", "snmp-exporter.sh"), [_directory.Path])).Succeeded();

        foreach (string file in new[] { "snmp.yml", "snmp-0.21.yml" })
        {
            Assert.Equal(await File.ReadAllTextAsync(_directory[file], TestContext.Current.CancellationToken), MonitoringFiles.Read("prometheus/" + file));
        }
    }

    [Fact]
    public void The_new_form_is_the_old_one_below_modules_with_credentials_apart()
    {
        string[] before = MonitoringFiles.Read("prometheus/snmp-0.21.yml").Split('\n');
        string[] since = MonitoringFiles.Read("prometheus/snmp.yml").Split('\n');

        Assert.Equal(["auths:", "  public_v2:", "    version: 2", "    community: public", "modules:"], since[1..6]);
        Assert.Equal(before[1..], since[6..].Select(line => line.Length == 0 ? line : line[2..]));
        Assert.DoesNotContain(before, line => line.TrimStart().StartsWith("auth:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_exporter_shows_the_numbers_by_name()
    {
        await using var host = await MonitoredHost.StartAsync();
        string[] scrape = await ScrapeAsync(host);

        foreach (string sample in new[]
        {
            "postfixStatsSmtpReceptions 36",
            "postfixStatsSmtpd5xxReplies 7",
            "postfixStatsStateWritable 1",
            "postfixStatsLogLines 467",
            "postfixStatsInstanceSmtpReceptions{postfixStatsInstanceName=\"postfix-out\"} 4",
            "postfixStatsServiceDeliveries{postfixStatsInstanceName=\"postfix\",postfixStatsServiceName=\"smtp\"} 22",
            "postfixStatsServiceHCDelays{postfixStatsInstanceName=\"postfix\",postfixStatsServiceName=\"smtp\"} 36260",
            "postfixStatsStatusRejects{postfixStatsInstanceName=\"postfix\",postfixStatsStatusCode=\"5.7.1\"} 4",
            "postfixStatsQueueMessages{postfixStatsInstanceName=\"postfix\",postfixStatsQueueName=\"deferred\"} 1",
            "postfixStatsQueueAgeMessages{postfixStatsInstanceName=\"postfix\",postfixStatsQueueAgeName=\"5\",postfixStatsQueueName=\"deferred\"} 1",
        })
        {
            Assert.Contains(sample, scrape);
        }

        // A text that changes would make a series each time that it does.
        Assert.DoesNotContain(scrape, line => line.StartsWith("postfixStatsLogPosition", StringComparison.Ordinal));

        // An index as label would name a row by a number.
        Assert.DoesNotContain(scrape, line => line.Contains("Index=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_query_of_dashboard_and_alerts_finds_its_metrics_and_their_labels()
    {
        await using var host = await MonitoredHost.StartAsync();
        string[] scrape = await ScrapeAsync(host);
        var known = scrape.Where(line => line.StartsWith("postfixStats", StringComparison.Ordinal)).SelectMany(MonitoringFiles.Names).ToHashSet();

        string[] queries = Queries();
        Assert.Contains("3600 * rate(postfixStatsSmtpReceptions{instance=\"$host\"}[$__rate_interval])", queries);
        Assert.Equal("", string.Join(' ', queries.SelectMany(MonitoringFiles.Names).Distinct().Where(name => !known.Contains(name))));
        Assert.Equal(
            "",
            string.Join(' ', MonitoringFiles.Names(MonitoringFiles.Read("prometheus/alerts.yml")).Where(name => !known.Contains(name))));
    }

    [Fact]
    public async Task Promtool_can_read_every_query_of_the_dashboard()
    {
        string[] queries = [.. Queries().Where(query => !query.StartsWith("label_values", StringComparison.Ordinal))];
        var rules = queries
            .Select(query => query.Replace("$__rate_interval", "5m", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal))
            .Select((query, number) => string.Create(CultureInfo.InvariantCulture, $"      - {{record: 'query:{number}', expr: '{query}'}}\n"));
        string file = _directory.Write("rules.yml", "groups:\n  - name: dashboard\n    rules:\n" + string.Concat(rules));

        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"SUCCESS: {queries.Length} rules found"),
            (await Tool.RunAsync("promtool", ["check", "rules", file])).Succeeded(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_alert_fires_when_it_should_and_none_where_all_is_well()
    {
        string alerts = _directory.Write("alerts.yml", MonitoringFiles.Read("prometheus/alerts.yml"));
        string cases = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests", "EndToEnd.Tests", "Monitoring", "alerts-test.yml"), TestContext.Current.CancellationToken);

        Assert.Contains("SUCCESS: 16 rules found", (await Tool.RunAsync("promtool", ["check", "rules", alerts])).Succeeded(), StringComparison.Ordinal);
        (await Tool.RunAsync("promtool", ["test", "rules", _directory.Write("alerts-test.yml", cases)])).Succeeded();
        (await Tool.RunAsync("promtool", ["check", "config", MonitoringFiles.PathOf("prometheus/scrape.yml")])).Succeeded();
        foreach (Match alert in AlertPattern().Matches(MonitoringFiles.Read("prometheus/alerts.yml")))
        {
            Assert.Equal(2, Regex.Count(cases, $"alertname: {alert.Groups[1].Value}\\b"));
        }
    }

    public void Dispose() => _directory.Dispose();

    private static string[] Queries()
    {
        using var dashboard = JsonDocument.Parse(MonitoringFiles.Read("grafana/postfix.json"));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!);
        var variables = dashboard.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray()
            .Select(variable => variable.GetProperty("definition").GetString()!);
        return [.. panels, .. variables];
    }

    private static async Task<string[]> ScrapeAsync(MonitoredHost host)
    {
        int port = FreePort.Next();
        await using var exporter = new Server(
            "prometheus-snmp-exporter",
            ["--config.file=" + MonitoringFiles.PathOf("prometheus/snmp-0.21.yml"), string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}")]);
        using var client = new HttpClient();
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/snmp?module=postfix&target={host.Address}"));
        string page = await Eventually.HoldsAsync(
            "the exporter answers",
            async () =>
            {
                exporter.ThrowIfExited();
                try
                {
                    return await client.GetStringAsync(address, TestContext.Current.CancellationToken);
                }
                catch (HttpRequestException)
                {
                    return "";
                }
            },
            answer => answer.Length > 0);
        return page.Split('\n');
    }

    [GeneratedRegex("- alert: (\\w+)")]
    private static partial Regex AlertPattern();
}
