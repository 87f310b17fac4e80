// A second Postfix instance that postmulti(1) manages: its counters and queues stand beside the first one's.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class MultiInstanceTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private PrivateSnmpd _snmpd = null!;
    private PrivatePostfix _first = null!;
    private PrivatePostfix _second = null!;

    public async ValueTask InitializeAsync()
    {
        _directory.Make("state");
        _snmpd = await PrivateSnmpd.StartAsync();
        _first = await PrivatePostfix.StartAsync();
        _second = await PrivatePostfix.StartAsync("postfix-out");
        await _first.CommandAsync("postfix", "stop");
        await _second.CommandAsync("postfix", "stop");

        // From now on the second one's lines begin with the name that it has as an instance.
        await _second.CommandAsync("postconf", "-X", "syslog_name");
        await PostmultiAsync("-e", "init");
        await PostmultiAsync("-e", "import", "-I", _second.Name, "-G", "outgoing", $"config_directory={_second.ConfigurationDirectory}");
        await PostmultiAsync("-e", "enable", "-i", _second.Name);
        await _first.CommandAsync("postfix", "start");
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
            [$"- - y {_first.ConfigurationDirectory}", $"{_second.Name} outgoing y {_second.ConfigurationDirectory}"],
            (await PostmultiAsync("-l")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
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

        // The first instance's command is that of both.
        await _first.CommandAsync("postfix", "stop");
        string[] errors = await Eventually.HoldsAsync(
            "both are told to be gone", () => ColumnAsync(".15.1.1.8", rows: 12), all => all.All(each => each.Contains("nobody listens there", StringComparison.Ordinal)));
        Assert.Equal([6, 6], [errors.Count(each => each.Contains(_first.Spool, StringComparison.Ordinal)), errors.Count(each => each.Contains(_second.Spool, StringComparison.Ordinal))]);
        Assert.Equal("INTEGER: 2 INTEGER: 2", await Eventually.SettlesAsync("INTEGER: 2 INTEGER: 2", StatusAsync));
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

    private async Task<string> PostmultiAsync(params string[] arguments) =>
        (await Tool.RunAsync("/usr/sbin/postmulti", arguments, new Dictionary<string, string> { ["MAIL_CONFIG"] = _first.ConfigurationDirectory })).Succeeded();
}
