// The standard MIBs beside a real Postfix: what it does is what a manager sees, and when it ends it is down.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class StandardMibsOfPostfixTests : IAsyncLifetime
{
    private const string Application = ".1.3.6.1.2.1.27.1.1.";
    private const string Group = ".1.3.6.1.2.1.28.2.1.";

    private readonly TempDirectory _directory = new();
    private PrivateSnmpd _snmpd = null!;
    private PrivatePostfix _postfix = null!;

    public async ValueTask InitializeAsync()
    {
        _directory.Make("state");
        _snmpd = await PrivateSnmpd.StartAsync();
        _postfix = await PrivatePostfix.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _postfix.DisposeAsync();
        await _snmpd.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_mail_system_is_seen_to_work_and_to_end()
    {
        await using var daemon = Start();
        await ShowsAsync(Application + "6.1", "INTEGER: 1");
        string version = (await _postfix.CommandAsync("postconf", "-h", "mail_version")).TrimEnd();
        Assert.Equal($"STRING: \"{version}\"", await ValueAsync(Application + "4.1"));
        long started = await TicksAsync(Application + "5.1");
        Assert.InRange(started, 0, await TicksAsync(".1.3.6.1.2.1.1.3.0"));
        Assert.Equal("STRING: \"never\"", await ValueAsync(Group + "21.1.1"));
        Assert.Equal("STRING: \"never\"", await ValueAsync(Group + "22.1.2"));
        Assert.StartsWith("No Such Instance", await ValueAsync(Application + "12.1"), StringComparison.Ordinal);

        // A session that stays open.
        using (var client = await SmtpDialogue.OpenAsync(_postfix.RelayPort))
        {
            await client.SayAsync("HELO client.example.test");
            await ShowsAsync(Application + "8.1", "Gauge32: 1");
            Assert.InRange(await TicksAsync(Application + "12.1"), 0, await TicksAsync(".1.3.6.1.2.1.1.3.0"));
            Assert.Equal("\"\"", await ValueAsync(Group + "21.1.1"));
            await client.SayAsync("QUIT");
        }

        await ShowsAsync(Application + "8.1", "Gauge32: 0");

        // Delivered, and then a server that does not listen.
        await _postfix.SendAsync(1, PrivatePostfix.Good);
        await ShowsAsync(Group + "22.1.2", "\"\"");
        await TicksAsync(Application + "13.1");
        await _postfix.CommandAsync("postconf", "-e", "relayhost = [127.0.0.1]:1", "transport_maps =");
        await _postfix.CommandAsync("postfix", "reload");
        await _postfix.SendAsync(1, PrivatePostfix.Good);
        await ShowsAsync(Group + "22.1.2", "STRING: \"Connection refused\"");
        Assert.Equal("Counter32: 1", await ValueAsync(Application + "15.1"));

        // Clients of any address are refused as they connect.
        await _postfix.CommandAsync("postconf", "-e", "smtpd_client_restrictions = reject", "smtpd_delay_reject = no");
        await _postfix.CommandAsync("postfix", "reload");
        await Eventually.HoldsAsync("a refusal", async () =>
        {
            using var refused = await SmtpDialogue.OpenAsync(_postfix.RelayPort);
            await refused.SayAsync("QUIT");
            return await ValueAsync(Group + "21.1.1");
        }, value => value == "STRING: \"client\"");

        await _postfix.CommandAsync("postfix", "stop");
        await ShowsAsync(Application + "6.1", "INTEGER: 2");
        Assert.InRange(await TicksAsync(Application + "7.1"), started, await TicksAsync(".1.3.6.1.2.1.1.3.0"));
        Assert.Equal("Gauge32: 0", await ValueAsync(Application + "8.1"));
    }

    [Fact]
    public async Task What_is_known_outlives_a_restart_of_the_daemon()
    {
        await using var daemon = Start();
        using var client = await SmtpDialogue.OpenAsync(_postfix.RelayPort);
        await ShowsAsync(Application + "8.1", "Gauge32: 1");
        string version = await ValueAsync(Application + "4.1");
        await daemon.KillAsync();
        daemon.Start();
        await ShowsAsync(Application + "8.1", "Gauge32: 1");
        Assert.Equal(version, await ValueAsync(Application + "4.1"));
        await client.SayAsync("QUIT");
        await ShowsAsync(Application + "8.1", "Gauge32: 0");
    }

    [Fact]
    public async Task A_reader_of_the_directories_tells_when_the_next_attempt_is_due()
    {
        await _postfix.SendAsync(1, PrivatePostfix.Deferred);
        await _postfix.LogsAsync(1, "status=deferred ");
        await _postfix.CommandAsync("postfix", "stop");
        await using var daemon = Start($$""", "queues": { "postfix": "{{_postfix.Spool}}" }, "queue-interval": 1""");

        // minimal_backoff_time is 300 seconds.
        string value = await ShowsAsync(Group + "23.1.14", each => each.StartsWith("INTEGER: ", StringComparison.Ordinal));
        Assert.InRange(int.Parse(value["INTEGER: ".Length..], CultureInfo.InvariantCulture), 1, 30_000);
    }

    private StatsDaemon Start(string more = "")
    {
        var daemon = new StatsDaemon(Path.Combine(_directory["state"], "state"), _postfix.LogPath, _snmpd.AgentX)
        {
            Settings = $$"""{ "standard-mibs": true{{more}} }""",
        };
        daemon.Start();
        return daemon;
    }

    private Task<string> ValueAsync(string oid) => _snmpd.Tools.ValueAsync(oid);

    private Task<string> ShowsAsync(string oid, string expected) => ShowsAsync(oid, value => value == expected);

    private Task<string> ShowsAsync(string oid, Func<string, bool> isExpected) => Eventually.HoldsAsync($"the value of {oid}", () => ValueAsync(oid), isExpected);

    /// <summary>A value of type TimeTicks.</summary>
    private async Task<long> TicksAsync(string oid)
    {
        string value = await ShowsAsync(oid, each => each.StartsWith("Timeticks: (", StringComparison.Ordinal));
        return long.Parse(value["Timeticks: (".Length..value.IndexOf(')', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }
}
