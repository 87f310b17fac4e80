// The journal as the daemon's source, on real journal files.

using EndToEnd.Tests.Harness;
using PostfixStats.Tests.Journal;

namespace EndToEnd.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly JournalDirectory _journal = new();

    public void Dispose()
    {
        _journal.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Entries_are_counted_live_and_across_a_kill_once_each()
    {
        await _journal.AddAsync("a.journal", Reception(1), Reception(2));
        await using var snmpd = await PrivateSnmpd.StartAsync();
        await using var daemon = NewDaemon(snmpd);
        daemon.Start();
        await SettlesAsync(snmpd, 2);
        Assert.Equal($"STRING: journal {_journal.Path}", await snmpd.Tools.ValueAsync(StatsMib.Health(2)));

        await _journal.AddAsync("a.journal", Reception(3), ("postfix/smtpd", "connect from a[192.0.2.1]"), Reception(4));
        await SettlesAsync(snmpd, 4);

        await daemon.KillAsync();
        await _journal.AddAsync("a.journal", Reception(5));
        await _journal.AddAsync("b.journal", Reception(6));
        daemon.Start();
        await SettlesAsync(snmpd, 6);
        Assert.Equal("Counter32: 0 gaps", await snmpd.Tools.ValueAsync(StatsMib.Health(10)));
    }

    [Fact]
    public async Task A_vacuumed_place_is_a_gap_and_what_is_left_is_counted()
    {
        await _journal.AddAsync("a.journal", Reception(1), Reception(2));
        await using var snmpd = await PrivateSnmpd.StartAsync();
        await using var daemon = NewDaemon(snmpd);
        daemon.Start();
        await SettlesAsync(snmpd, 2);
        await daemon.StopAsync();

        await _journal.AddAsync("b.journal", Reception(3));
        _journal.Vacuum("a.journal");
        daemon.Start();

        await SettlesAsync(snmpd, 3);
        Assert.Equal("Counter32: 1 gaps", await snmpd.Tools.ValueAsync(StatsMib.Health(10)));
    }

    [Fact]
    public async Task A_journal_that_is_not_there_is_one_line_and_waited_for()
    {
        string directory = _directory["journal"];
        await using var snmpd = await PrivateSnmpd.StartAsync();
        await using var daemon = NewDaemon(snmpd, directory);
        daemon.Start();

        await Eventually.HoldsAsync("a line about it", () => daemon.Log.Contains($"{directory}: there is no such directory", StringComparison.Ordinal));
        await _journal.AddAsync("a.journal", Reception(1));
        Directory.CreateSymbolicLink(directory, _journal.Path);

        await SettlesAsync(snmpd, 1);
        Assert.Single(daemon.Log.Split('\n'), line => line.Contains("no such directory", StringComparison.Ordinal));
    }

    private static (string Identifier, string Message) Reception(int number) =>
        ("postfix/smtpd", $"DA03A102B{number:X2}: client=out3.news.example.net[203.0.113.61]");

    private static async Task SettlesAsync(PrivateSnmpd snmpd, int receptions)
    {
        string expected = $"Counter32: {receptions} messages";
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, () => snmpd.Tools.ValueAsync(StatsMib.Root + ".1.1.0")));
    }

    private StatsDaemon NewDaemon(PrivateSnmpd snmpd, string? directory = null) => new(
        _directory["state"], log: null, snmpd.AgentX, $"--journal={directory ?? _journal.Path}");
}
