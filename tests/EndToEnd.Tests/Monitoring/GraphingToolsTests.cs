// MRTG and RRDtool draw what snmpd says, and the rates are those of the counters.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Monitoring;

public sealed class GraphingToolsTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47];

    [Fact]
    public async Task Mrtg_draws_the_rate_per_hour()
    {
        await using var host = await MonitoredHost.StartAsync();

        string work = await DrawAsync(host, "mrtg/postfix.cfg", _ => Task.CompletedTask);

        Assert.Equal([0, 1], Numbers(work, "postfix-queues")[4..6]);
        AssertDrawn(work, "mail", "delivered", "trouble", "smtp", "smtpd", "queues");
    }

    [Fact]
    public async Task Mrtg_draws_the_exec_lines_of_the_drop_in()
    {
        string dropIn = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "deploy", "snmpd", "50-postfix-stats.conf"), TestContext.Current.CancellationToken);
        string[] lines = [.. dropIn.Split('\n').Where(line => line.StartsWith("#exec ", StringComparison.Ordinal)).Select(line => line[1..])];
        Assert.Equal(8, lines.Length);
        await using var host = await MonitoredHost.StartAsync(
            state => [.. lines.Select(line => line.Replace("/usr/bin/postfix-stats-get", $"{Repository.Getter} --state {state}", StringComparison.Ordinal))]);

        // The state is saved a little later than it is served, and snmpd keeps the answer for five seconds.
        string work = await DrawAsync(host, "mrtg/postfix-exec.cfg", async received =>
        {
            string expected = $"{received} 12 35 3 3 3 3 7";
            Assert.Equal(expected, await Eventually.SettlesAsync(expected, async () => string.Join(
                ' ', (await host.Snmpd.Tools.ValuesAsync(".1.3.6.1.4.1.2021.8.1.101")).Select(value => value.Value.Split('"')[1]))));
        });

        Assert.Equal([12, 3], Numbers(work, "postfix-exec-local")[1..3]);
        Assert.Equal([3, 3], Numbers(work, "postfix-exec-smtp")[1..3]);
        Assert.Equal([3, 7], Numbers(work, "postfix-exec-smtpd")[1..3]);
        AssertDrawn(work, "exec-mail", "exec-local", "exec-smtp", "exec-smtpd");
    }

    [Fact]
    public async Task Rrdtool_keeps_every_number_and_draws_it()
    {
        await using var host = await MonitoredHost.StartAsync();
        string script = MonitoringFiles.PathOf("rrdtool/postfix-rrd.sh");
        string graphs = host.Directory["graphs"];
        var surroundings = SnmpTools.Surroundings(host.Directory.Make("home"));
        surroundings["POSTFIX_RRD"] = host.Directory.Make("rrd");

        var early = await Tool.RunAsync(script, ["graph", host.Address, graphs], surroundings);
        Assert.Equal(1, early.ExitCode);
        Assert.EndsWith($"is missing: run postfix-rrd.sh update {host.Address} first\n", early.Error, StringComparison.Ordinal);

        Assert.Equal("", (await Tool.RunAsync(script, ["update", host.Address], surroundings)).Succeeded());
        string database = Assert.Single(Directory.EnumerateFiles(host.Directory["rrd"]));
        string[] last = (await Tool.RunAsync("rrdtool", ["lastupdate", database])).Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(" received submitted delivered deferred bounced rejected smtp4xx smtp5xx smtpd4xx smtpd5xx queueactive queuedeferred", last[0]);
        Assert.EndsWith(": 36 12 66 6 4 10 3 3 3 7 0 1", last[1], StringComparison.Ordinal);

        long before = await AgeDatabaseAsync(database);
        await host.ReceiveAsync(60, total: 96);
        Assert.Equal("", (await Tool.RunAsync(script, ["update", host.Address], surroundings)).Succeeded());
        long passed = long.Parse((await Tool.RunAsync("rrdtool", ["last", database])).Succeeded(), CultureInfo.InvariantCulture) - before;
        Assert.InRange(await MostReceivedAsync(database), 60.0 / (passed + 1), 60.0 / (passed - 1));

        Assert.Equal("", (await Tool.RunAsync(script, ["graph", host.Address, graphs], surroundings)).Succeeded());
        string[] drawn = [.. Directory.EnumerateFiles(graphs)];
        Assert.Equal(16, drawn.Length);
        Assert.All(drawn, file => Assert.Equal(Png, Start(file)));
    }

    // Has MRTG ask three times, with ten minutes and 60 messages before the third; its first graph is of mail in and out over SMTP.
    private static async Task<string> DrawAsync(MonitoredHost host, string file, Func<int, Task> counted)
    {
        string work = host.Directory.Make("mrtg");
        string settings = host.Directory.Write(
            "mrtg.cfg", MonitoringFiles.For(host, file).Replace("/var/www/html/mrtg", work, StringComparison.Ordinal));
        string first = MonitoringFiles.Read(file).Split("Target[")[1].Split(']')[0];
        string[] arguments = [settings, "--lock-file", Path.Combine(work, "lock"), "--confcache-file", Path.Combine(work, "cache")];
        var surroundings = new Dictionary<string, string> { ["LANG"] = "C" };
        await counted(36);
        for (int run = 0; run < 2; run++)
        {
            (await Tool.RunAsync("mrtg", arguments, surroundings)).Succeeded();
        }

        AgeLogs(work);
        long before = Numbers(work, first)[0];
        await host.ReceiveAsync(60, total: 96);
        await counted(96);
        var third = await Tool.RunAsync("mrtg", arguments, surroundings);

        Assert.Equal("", third.Succeeded() + third.Error);
        long[] mail = Numbers(work, first);
        Assert.Equal([96, 35], mail[1..3]);
        long passed = mail[0] - before;
        // MRTG rounds to the nearest number.
        Assert.Equal([((60 * 3600) + (passed / 2)) / passed, 0], mail[4..6]);
        return work;
    }

    private static void AssertDrawn(string work, params string[] graphs) =>
        Assert.All(graphs, graph => Assert.Equal(Png, Start(Path.Combine(work, $"postfix-{graph}-day.png"))));

    // Lets ten minutes pass for MRTG: every line of its logs begins with a time.
    private static void AgeLogs(string work)
    {
        foreach (string path in Directory.EnumerateFiles(work, "*.log"))
        {
            File.WriteAllLines(path, File.ReadAllLines(path).Select(line => line.Split(' ', 2)).Select(parts =>
                string.Create(CultureInfo.InvariantCulture, $"{long.Parse(parts[0], CultureInfo.InvariantCulture) - 600} {parts[1]}")));
            File.Delete(Path.ChangeExtension(path, ".old"));
        }
    }

    // Lets ten minutes pass for RRDtool, by its own export; returns when it takes itself to have been updated.
    private static async Task<long> AgeDatabaseAsync(string database)
    {
        string dump = (await Tool.RunAsync("rrdtool", ["dump", database])).Succeeded();
        string last = dump.Split("<lastupdate>")[1].Split('<')[0];
        long before = long.Parse(last, CultureInfo.InvariantCulture) - 600;
        await File.WriteAllTextAsync(
            database + ".xml",
            dump.Replace($"<lastupdate>{last}<", string.Create(CultureInfo.InvariantCulture, $"<lastupdate>{before}<"), StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        (await Tool.RunAsync("rrdtool", ["restore", "--force-overwrite", database + ".xml", database])).Succeeded();
        return before;
    }

    // The highest rate of the first data source, per second.
    private static async Task<double> MostReceivedAsync(string database) =>
        (await Tool.RunAsync("rrdtool", ["fetch", database, "AVERAGE", "--start", "-1h"])).Succeeded()
            .Split('\n')
            .Where(line => line.Contains(": ", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ')[1].Replace("-nan", "NaN", StringComparison.OrdinalIgnoreCase), CultureInfo.InvariantCulture))
            .Where(rate => !double.IsNaN(rate))
            .Max();

    private static byte[] Start(string file) => File.ReadAllBytes(file)[..Png.Length];

    // Of MRTG's log: time, both counters, and then the newest rates: time, in, out.
    private static long[] Numbers(string work, string graph) =>
        [.. File.ReadLines(Path.Combine(work, graph + ".log")).Take(2).SelectMany(line => line.Split(' '))
            .Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
}
