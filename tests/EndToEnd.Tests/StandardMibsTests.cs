// NETWORK-SERVICES-MIB and MTA-MIB through a real snmpd, which has a module of sendmail's own for the latter.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class StandardMibsTests : IAsyncLifetime
{
    private const string Services = ".1.3.6.1.2.1.27";
    private const string Mta = ".1.3.6.1.2.1.28";
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
        Assert.Contains(Mta + ".1.1.1.1 = ", before, StringComparison.Ordinal); // snmpd's own, of a sendmail that is not there
        await using var daemon = await StartAsync("{}");

        Assert.Equal(before, await _snmpd.Tools.WalkAsync("-On", Mta));
        Assert.Empty(await _snmpd.Tools.ValuesAsync(Services));
        Assert.DoesNotContain(StatsMib.Root, await _snmpd.Tools.WalkAsync("-On", SysOrIds), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_daemon_serves_stands_in_the_place_of_snmpds_own_rows()
    {
        var before = await _snmpd.Tools.WalkAsync("-On", Mta);
        await using var daemon = await StartAsync("""{ "standard-mibs": true }""");

        Assert.Equal(
            """
            27.1.1.2.1 = STRING: "postfix"
            27.1.1.2.2 = STRING: "postfix-out"
            27.1.1.3.1 = ""
            27.1.1.3.2 = ""
            27.1.1.10.1 = Counter32: 40
            27.1.1.10.2 = Counter32: 4
            27.1.1.14.1 = Counter32: 0
            27.1.1.14.2 = Counter32: 0
            27.1.1.16.1 = STRING: "Postfix mail system, as its log tells"
            27.1.1.16.2 = STRING: "Postfix mail system, as its log tells"
            """,
            await WalkAsync(Services));
        Assert.Equal(
            """
            28.1.1.1.1 = Counter32: 40
            28.1.1.1.2 = Counter32: 4
            """,
            await WalkAsync(Mta + ".1.1.1"));
        Assert.Equal(
            """
            28.2.1.25.1.1 = STRING: "reception"
            28.2.1.25.1.2 = STRING: "delivery"
            28.2.1.25.1.101 = STRING: "smtp"
            """,
            await WalkAsync(Mta + ".2.1.25.1"));

        await daemon.StopAsync();
        Assert.Equal(before, await _snmpd.Tools.WalkAsync("-On", Mta));
        Assert.Empty(await _snmpd.Tools.ValuesAsync(Services));
    }

    [Fact]
    public async Task A_manager_reads_them_by_their_names()
    {
        await using var daemon = await StartAsync("""{ "standard-mibs": true }""");

        Assert.Contains("x", await _snmpd.Tools.TableAsync("-m", "MTA-MIB", "MTA-MIB::mtaGroupTable"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Walks_in_bulk_see_the_same_as_walks_step_by_step()
    {
        await using var daemon = await StartAsync("""{ "standard-mibs": true }""");
        foreach (var tree in new[] { Services, Mta })
        {
            var walk = await _snmpd.Tools.WalkAsync("-On", tree);
            Assert.Equal(walk, await _snmpd.Tools.BulkWalkAsync(50, "-On", tree));
            Assert.Equal(walk, await _snmpd.ToolsAs("-v1", "-c", "public").WalkAsync("-On", tree));
        }
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
