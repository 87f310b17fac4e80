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
        string work = host.Directory.Make("mrtg");
        string settings = host.Directory.Write(
            "mrtg.cfg", MonitoringFiles.For(host, "mrtg/postfix.cfg").Replace("/var/www/html/mrtg", work, StringComparison.Ordinal));
        string[] arguments = [settings, "--lock-file", Path.Combine(work, "lock"), "--confcache-file", Path.Combine(work, "cache")];
        var surroundings = new Dictionary<string, string> { ["LANG"] = "C" };
        for (int run = 0; run < 2; run++)
        {
            (await Tool.RunAsync("mrtg", arguments, surroundings)).Succeeded();
        }

        AgeLogs(work);
        long before = Numbers(work, "postfix-mail")[0];
        await host.ReceiveAsync(60, total: 96);
        var third = await Tool.RunAsync("mrtg", arguments, surroundings);

        Assert.Equal("", third.Succeeded() + third.Error);
        long[] mail = Numbers(work, "postfix-mail");
        Assert.Equal([96, 35], mail[1..3]);
        Assert.Equal([60 * 3600 / (mail[0] - before), 0], mail[4..6]);
        Assert.Equal([0, 1], Numbers(work, "postfix-queues")[4..6]);
        foreach (string graph in new[] { "mail", "delivered", "trouble", "smtp", "smtpd", "queues" })
        {
            Assert.Equal(Png, Start(Path.Combine(work, $"postfix-{graph}-day.png")));
        }
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
