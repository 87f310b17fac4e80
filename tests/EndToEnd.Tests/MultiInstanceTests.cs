// A second Postfix instance that postmulti(1) starts and stops: its counters and queues stand beside the first one's.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class MultiInstanceTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private PrivateSnmpd _snmpd = null!;
    private PrivatePostfix _first = null!;
    private PrivatePostfix _second = null!;

    /// <summary>What postmulti(1) lists.</summary>
    private string _listed = "";

    public async ValueTask InitializeAsync()
    {
        _directory.Make("state");
        _snmpd = await PrivateSnmpd.StartAsync();
        _first = await PrivatePostfix.StartAsync();
        _second = await PrivatePostfix.StartAsync("postfix-out");
        await _first.CommandAsync("postfix", "stop");
        await _second.CommandAsync("postfix", "stop");

        // postmulti edits /etc/postfix alone: here it is one that nobody else sees. The second one's lines begin with the name that it
        // gets as an instance.
        await _second.CommandAsync("postconf", "-X", "syslog_name");
        _listed = (await Tool.RunAsync(
            "unshare",
            [
                .. Namespaces.Mount, "sh", "-ec",
                $"""
                cp -r /etc/postfix {_directory["package"]}
                mount -t tmpfs -o mode=755 tmpfs /etc/postfix
                cp -r {_directory["package"]}/. /etc/postfix
                cp -r {_first.ConfigurationDirectory}/. /etc/postfix
                postmulti -e init
                postmulti -e import -I {_second.Name} -G outgoing config_directory={_second.ConfigurationDirectory}
                postmulti -e enable -i {_second.Name}
                postmulti -p start
                postmulti -l
                """,
            ])).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        await _snmpd.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Each_instance_has_its_rows()
    {
        Assert.Equal(
            ["- - y /etc/postfix", $"{_second.Name} outgoing y {_second.ConfigurationDirectory}"],
            _listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        await _first.SendAsync(2, PrivatePostfix.Deferred);
        await _first.LogsAsync(2, "status=deferred ");
        await _second.SendAsync(4, PrivatePostfix.Deferred);
        await _second.LogsAsync(4, "status=deferred ");
        await _second.CommandAsync("postsuper", "-h", Path.GetFileName(Directory.GetFiles(Path.Combine(_second.Spool, "deferred"), "*", SearchOption.AllDirectories)[0]));
        await using var daemon = new StatsDaemon(Path.Combine(_directory["state"], "state"), _first.LogPath, _snmpd.AgentX, "--log", _second.LogPath)
        {
            Settings = $$"""
                { "queues": { "{{_first.Name}}": "{{_first.Spool}}", "{{_second.Name}}": "{{_second.Spool}}" }, "queue-interval": 1, "standard-mibs": true }
                """,
        };
        daemon.Start();

        Assert.Equal(["1 STRING: postfix", "2 STRING: postfix-out"], await ColumnAsync(".3.1.1.2", rows: 2));
        Assert.Equal(
            [
                "1.1 Gauge32: 0 messages", "1.2 Gauge32: 0 messages", "1.3 Gauge32: 0 messages", "1.4 Gauge32: 2 messages", "1.5 Gauge32: 0 messages", "1.6 Gauge32: 0 messages",
                "2.1 Gauge32: 0 messages", "2.2 Gauge32: 0 messages", "2.3 Gauge32: 0 messages", "2.4 Gauge32: 3 messages", "2.5 Gauge32: 1 messages", "2.6 Gauge32: 0 messages",
            ],
            await ColumnAsync(".15.1.1.3", rows: 12));
        Assert.Equal(
            ["1 2", "2 4"],
            (await ColumnAsync(".4.1.1.4", rows: 2)).Select(each => $"{each[..1]} {each.Split(' ')[2]}"));
        Assert.Equal("Gauge32: 2", await _snmpd.Tools.ValueAsync(".1.3.6.1.2.1.28.1.1.2.1"));
        Assert.Equal("Gauge32: 4", await _snmpd.Tools.ValueAsync(".1.3.6.1.2.1.28.1.1.2.2"));

        await _second.CommandAsync("postfix", "stop");
        Assert.Equal("INTEGER: 1 INTEGER: 2", await Eventually.SettlesAsync("INTEGER: 1 INTEGER: 2", StatusAsync));
    }

    private async Task<string> StatusAsync() =>
        $"{await _snmpd.Tools.ValueAsync(".1.3.6.1.2.1.27.1.1.6.1")} {await _snmpd.Tools.ValueAsync(".1.3.6.1.2.1.27.1.1.6.2")}";

    /// <summary>A column below the root as index and value, once it has so many rows.</summary>
    private async Task<string[]> ColumnAsync(string arcs, int rows)
    {
        string oid = StatsMib.Root + arcs;
        var values = await Eventually.HoldsAsync(
            string.Create(CultureInfo.InvariantCulture, $"{rows} rows at {oid}"), () => _snmpd.Tools.ValuesAsync(oid), found => found.Count == rows);
        return [.. values.Select(each => $"{each.Key[(oid.Length + 1)..]} {each.Value}")];
    }
}
