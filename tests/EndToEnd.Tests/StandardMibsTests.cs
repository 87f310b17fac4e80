// NETWORK-SERVICES-MIB and MTA-MIB through a real snmpd, which has a module of sendmail's own for the latter.

using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class StandardMibsTests : IAsyncLifetime
{
    private const string Services = ".1.3.6.1.2.1.27";
    private const string Mta = ".1.3.6.1.2.1.28";

    /// <summary>mtaStoredMessages of a sendmail that is not there.</summary>
    private const string SnmpdsOwn = Mta + ".1.1.2.1 = Gauge32: 0\n";

    private const string SysOrIds = ".1.3.6.1.2.1.1.9.1.2";

    private readonly TempDirectory _directory = new();
    private PrivateSnmpd _snmpd = null!;

    public async ValueTask InitializeAsync()
    {
        _directory.Make("state");
        _snmpd = await PrivateSnmpd.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _snmpd.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Nothing_of_them_is_served_unless_it_was_configured()
    {
        var before = await _snmpd.Tools.WalkAsync("-On", Mta);
        Assert.Contains(SnmpdsOwn, before, StringComparison.Ordinal);
        await using var daemon = await StartAsync("{}");

        Assert.Equal(before, await _snmpd.Tools.WalkAsync("-On", Mta));
        Assert.Empty(await _snmpd.Tools.ValuesAsync(Services));
        Assert.DoesNotContain(StatsMib.Root, await _snmpd.Tools.WalkAsync("-On", SysOrIds), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_daemon_serves_stands_in_the_place_of_snmpds_own_rows()
    {
        var before = await _snmpd.Tools.WalkAsync("-On", Mta);
        Assert.Contains(SnmpdsOwn, before, StringComparison.Ordinal);
        await using var daemon = await StartAsync("""{ "standard-mibs": true }""");

        Assert.Equal(
            """
            27.1.1.2.1 = STRING: "postfix"
            27.1.1.2.2 = STRING: "postfix-out"
            27.1.1.3.1 = ""
            27.1.1.3.2 = ""
            27.1.1.4.1 = STRING: "3.7.11"
            27.1.1.6.1 = INTEGER: 1
            27.1.1.6.2 = INTEGER: 1
            27.1.1.8.1 = Gauge32: 0
            27.1.1.8.2 = Gauge32: 0
            27.1.1.10.1 = Counter32: 40
            27.1.1.10.2 = Counter32: 4
            27.1.1.12.1 = Timeticks: (0) 0:00:00.00
            27.1.1.12.2 = Timeticks: (0) 0:00:00.00
            27.1.1.13.1 = Timeticks: (0) 0:00:00.00
            27.1.1.13.2 = Timeticks: (0) 0:00:00.00
            27.1.1.14.1 = Counter32: 1
            27.1.1.14.2 = Counter32: 0
            27.1.1.15.1 = Counter32: 1
            27.1.1.15.2 = Counter32: 0
            27.1.1.16.1 = STRING: "Postfix mail system, as its log tells"
            27.1.1.16.2 = STRING: "Postfix mail system, as its log tells"
            """,
            await WalkAsync(Services));
        Assert.Equal(
            """
            28.1.1.1.1 = Counter32: 42
            28.1.1.1.2 = Counter32: 4
            28.1.1.3.1 = Counter32: 43
            28.1.1.3.2 = Counter32: 4
            28.1.1.4.1 = Counter32: 1761
            28.1.1.4.2 = Counter32: 78
            28.1.1.6.1 = Counter32: 1107
            28.1.1.6.2 = Counter32: 78
            28.1.1.7.1 = Counter32: 49
            28.1.1.7.2 = Counter32: 19
            28.1.1.9.1 = Counter32: 46
            28.1.1.9.2 = Counter32: 19
            28.1.1.12.1 = Counter32: 0
            28.1.1.12.2 = Counter32: 0
            """,
            await WalkAsync(Mta + ".1"));
        Assert.Equal(
            """
            28.2.1.25.2.1 = STRING: "reception"
            28.2.1.25.2.2 = STRING: "delivery"
            28.2.1.25.2.101 = STRING: "slow"
            28.2.1.25.2.102 = STRING: "smtp"
            28.2.1.25.2.103 = STRING: "error"
            """,
            await WalkAsync(Mta + ".2.1.25.2"));
        Assert.Equal(
            """
            28.5.1.3.1.2.4002000 = Counter32: 1
            28.5.1.3.1.2.4002002 = Counter32: 1
            28.5.1.3.1.2.4004001 = Counter32: 1
            28.5.1.3.1.2.4007001 = Counter32: 1
            28.5.1.3.1.2.5001001 = Counter32: 2
            28.5.1.3.1.2.5004004 = Counter32: 1
            28.5.1.3.1.2.5005002 = Counter32: 0
            28.5.1.3.1.2.5007001 = Counter32: 1
            """,
            await WalkAsync(Mta + ".5.1.3.1"));

        await daemon.StopAsync();
        Assert.Equal(before, await _snmpd.Tools.WalkAsync("-On", Mta));
        Assert.Empty(await _snmpd.Tools.ValuesAsync(Services));
    }

    [Fact]
    public async Task A_manager_reads_them_by_their_names()
    {
        await using var daemon = await StartAsync("""{ "standard-mibs": true }""");

        var applications = await _snmpd.Tools.TableAsync("-mNETWORK-SERVICES-MIB", "NETWORK-SERVICES-MIB::applTable");
        Assert.Contains("\npostfix-out||?|?|up|?|0|?|4|?|0:0:00:00.00|0:0:00:00.00|0|0|Postfix mail system, as its log tells|?\n", applications, StringComparison.Ordinal);
        var whole = await _snmpd.Tools.TableAsync("-mMTA-MIB", "MTA-MIB::mtaTable");
        Assert.Contains("\n42|?|43|1761|?|1107|49|?|46|?|?|0\n", whole, StringComparison.Ordinal);
        var groups = await _snmpd.Tools.WalkAsync("-mMTA-MIB", "-Os", "MTA-MIB::mtaGroupMailProtocol");
        Assert.Equal(
            "mtaGroupMailProtocol.1.102 = OID: applTCPProtoID.24\nmtaGroupMailProtocol.1.103 = OID: applTCPProtoID.25\n"
            + "mtaGroupMailProtocol.2.102 = OID: applTCPProtoID.25\n",
            groups);
    }

    [Fact]
    public async Task Walks_in_bulk_see_the_same_as_walks_step_by_step()
    {
        await using var daemon = await StartAsync("""{ "standard-mibs": true }""");
        foreach (var tree in new[] { Services, Mta })
        {
            var walk = Still(await _snmpd.Tools.WalkAsync("-On", tree));
            Assert.Equal(walk, Still(await _snmpd.Tools.BulkWalkAsync(50, "-On", tree)));
            Assert.Equal(walk, Still(await _snmpd.ToolsAs("-v1", "-c", "public").WalkAsync("-On", tree)));
        }

        // The time since something grows from walk to walk.
        static string Still(string walk) => Regex.Replace(walk, @"(\.28\.2\.1\.(17|18|30|34)\.\S+ = INTEGER: )\d+", "$1TIME");
    }

    [Fact]
    public async Task The_master_lists_the_capabilities_as_long_as_the_daemon_is_there()
    {
        await using var daemon = await StartAsync("""{ "standard-mibs": true }""");

        Assert.Contains($"OID: {StatsMib.Root}.99.3.1\n", await _snmpd.Tools.WalkAsync("-On", SysOrIds), StringComparison.Ordinal);
        await daemon.StopAsync();
        Assert.DoesNotContain(StatsMib.Root, await _snmpd.Tools.WalkAsync("-On", SysOrIds), StringComparison.Ordinal);
    }

    private async Task<StatsDaemon> StartAsync(string settings)
    {
        var daemon = new StatsDaemon(Path.Combine(_directory["state"], "state"), Repository.SampleLog, _snmpd.AgentX) { Settings = settings };
        daemon.Start();
        await Eventually.HoldsAsync(
            "everything is registered",
            () =>
            {
                daemon.ThrowIfExited();
                return daemon.Log.Contains("the master has registered", StringComparison.Ordinal);
            });
        return daemon;
    }

    private async Task<string> WalkAsync(string tree) =>
        string.Join('\n', (await _snmpd.Tools.ValuesAsync(tree)).Select(each => $"{each.Key[".1.3.6.1.2.1.".Length..]} = {each.Value}"));
}
