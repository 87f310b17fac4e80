// A finished log, read in every version of SNMP and in every way of asking.

using EndToEnd.Tests.Harness;
using Lextm.SharpSnmpLib;
using Lextm.SharpSnmpLib.Messaging;
using SharpSnmp.Tests.Managing;

namespace SharpSnmp.Tests;

public sealed class ReadingTests : IAsyncLifetime
{
    private static readonly string[] Totals = [.. Enumerable.Range(1, 8).Select(arc => $"{StatsMib.Root}.1.{arc}.0")];

    private SampleHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await SampleHost.StartAsync(
        Repository.SampleLog, new SnmpdOptions { Lines = [UserManager.CreateUser, $"rouser {UserManager.Name} priv"] });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(VersionCode.V1)]
    [InlineData(VersionCode.V2)]
    [InlineData(VersionCode.V3)]
    public async Task One_get_has_all_totals(VersionCode version)
    {
        var manager = await ManagerAsync(version);

        var values = await manager.GetAsync(Totals);

        Assert.Equal(Totals, values.Select(value => $".{value.Id}"));
        Assert.Equal(
            new uint[] { 36, 12, 35, 3, 3, 3, 3, 7 }.Select(count => new Counter32(count)),
            values.Select(value => Assert.IsType<Counter32>(value.Data)));
    }

    [Theory]
    [InlineData(VersionCode.V2, 0)]
    [InlineData(VersionCode.V2, 1)]
    [InlineData(VersionCode.V2, 10)]
    [InlineData(VersionCode.V2, 100)]
    [InlineData(VersionCode.V3, 0)]
    [InlineData(VersionCode.V3, 10)]
    [InlineData(VersionCode.V3, 100)]
    public async Task Every_walk_has_every_object_that_net_snmp_walks(VersionCode version, int repetitions)
    {
        var expected = (await _host.Tools.ValuesAsync(StatsMib.Root)).Select(value => value.Key).ToArray();
        Assert.Equal(StatsMib.SampleObjects, expected.Length);

        var walk = await (await ManagerAsync(version)).WalkAsync(StatsMib.Root, repetitions);

        Assert.Equal(expected, walk.Select(value => $".{value.Id}"));
    }

    [Fact]
    public async Task All_versions_and_ways_of_walking_see_the_same_values()
    {
        var user = await ManagerAsync(VersionCode.V3);
        var community = await ManagerAsync(VersionCode.V2);
        var walk = Still(await community.WalkAsync(StatsMib.Root));

        Assert.Equal(Oids.Text(walk), Oids.Text(Still(await community.WalkAsync(StatsMib.Root, 25))));
        Assert.Equal(Oids.Text(walk), Oids.Text(Still(await user.WalkAsync(StatsMib.Root))));
        Assert.Equal(Oids.Text(walk), Oids.Text(Still(await user.WalkAsync(StatsMib.Root, 25))));

        // There is no Counter64 in version 1 (RFC 3584, section 4.2.2.1): such objects are passed over.
        var narrow = walk.Where(value => value.Data.TypeCode != SnmpType.Counter64).ToArray();
        Assert.NotEqual(walk.Count, narrow.Length);
        Assert.Equal(Oids.Text(narrow), Oids.Text(Still(await (await ManagerAsync(VersionCode.V1)).WalkAsync(StatsMib.Root))));
    }

    [Fact]
    public async Task The_walk_comes_out_of_what_stands_before_the_tree_and_leaves_it_behind()
    {
        var manager = await ManagerAsync(VersionCode.V2);

        var first = await manager.AskAsync(SnmpType.GetNextRequestPdu, [new Variable(Oids.Parse(".1.3.6.1.4.1.8072.9999.9999"))]);
        Assert.Equal($"{StatsMib.Root}.1.1.0 Counter32 36\n", Oids.Text(first.Variables));

        var behind = await manager.AskAsync(SnmpType.GetNextRequestPdu, [new Variable(Oid(".98"))]);
        Assert.False(Oids.IsBelow(Assert.Single(behind.Variables).Id, Oid("")));
    }

    [Theory]
    [InlineData(VersionCode.V2)]
    [InlineData(VersionCode.V3)]
    public async Task A_missing_object_and_a_missing_instance_are_told_apart(VersionCode version)
    {
        var values = await (await ManagerAsync(version)).GetAsync(StatsMib.Root + ".1.99.0", StatsMib.Root + ".1.3.0", StatsMib.Root + ".1.3.1");

        Assert.Equal(
            [SnmpType.NoSuchObject, SnmpType.Counter32, SnmpType.NoSuchInstance], values.Select(value => value.Data.TypeCode));
    }

    [Fact]
    public async Task Version_1_is_told_which_object_is_missing()
    {
        var answer = await (await ManagerAsync(VersionCode.V1)).AskAsync(
            SnmpType.GetRequestPdu, [new Variable(Oid(".1.3.0")), new Variable(Oid(".1.99.0"))]);

        Assert.Equal(ErrorCode.NoSuchName, answer.ErrorStatus.ToErrorCode());
        Assert.Equal(2, answer.ErrorIndex.ToInt32());
    }

    [Fact]
    public async Task A_user_with_another_passphrase_is_shown_nothing()
    {
        var stranger = await UserManager.DiscoverAsync(_host.Snmpd.Port, "another-secret");

        var answer = await stranger.AskAsync(SnmpType.GetRequestPdu, [new Variable(Oid(".1.3.0"))]);

        Assert.IsType<ReportPdu>(answer);
        Assert.Equal(Messenger.AuthenticationFailure, Assert.Single(answer.Variables).Id);
    }

    private static ObjectIdentifier Oid(string arc) => Oids.Parse(StatsMib.Root + arc);

    // Without the one object that tells how much time has passed: for how long the log has been silent.
    private static List<Variable> Still(IReadOnlyList<Variable> walk) => [.. walk.Where(value => value.Id != Oid(".19.1.0"))];

    private async Task<Manager> ManagerAsync(VersionCode version) => version == VersionCode.V3
        ? await UserManager.DiscoverAsync(_host.Snmpd.Port)
        : new CommunityManager(_host.Snmpd.Port, version);
}
