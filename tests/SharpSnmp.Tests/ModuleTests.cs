// What is served against what the MIB module declares.

using EndToEnd.Tests.Harness;
using Lextm.SharpSnmpLib;
using SharpSnmp.Tests.Managing;

namespace SharpSnmp.Tests;

public sealed class ModuleTests : IDisposable
{
    // The sample log has rows for every table but this one.
    private const string Listed =
        "Sep  5 12:00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[203.0.113.5]: 554 5.7.1 Service unavailable; "
        + "Client host [203.0.113.5] blocked using zen.spamhaus.org; from=<> to=<r@y.test> proto=ESMTP helo=<x>\n";

    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Every_object_of_the_module_is_walked_in_its_place_with_its_type()
    {
        await using var postfix = await PrivatePostfix.StartAsync();
        await using var snmpd = await PrivateSnmpd.StartAsync();
        var log = _directory.Write(
            "mail.log", await File.ReadAllTextAsync(Repository.SampleLog, TestContext.Current.CancellationToken) + Listed);
        await using var daemon = new StatsDaemon(Path.Combine(_directory.Make("state"), "state"), log, snmpd.AgentX)
        {
            Settings = $$"""{ "queues": { "postfix": "{{postfix.Spool}}" } }""",
        };
        daemon.Start();
        var manager = new CommunityManager(snmpd.Port, VersionCode.V2);
        var declared = await ServedModule.ReadAsync(_directory.Make("tools"));
        var tree = await SnmpTools.TranslateAsync(_directory["tools"], "-Tp", "POSTFIX-STATS-MIB::postfixStatsMIB");
        Assert.Equal(tree.Split('\n').Count(line => line.Contains("+-- -R-- ", StringComparison.Ordinal)), declared.Count);

        // The numbers of the queues come last: they are read in the background.
        var numbers = declared.Single(each => each.Name == "postfixStatsQueueMessages").Place.ToString();
        await Eventually.HoldsAsync("the queues are read", () => manager.WalkAsync(numbers), queues => queues.Count > 0);
        var walk = await manager.WalkAsync(StatsMib.Root, 50);

        var served = walk.Select(value => Described(declared, value)).Distinct();
        Assert.Equal(declared.Select(each => $"{each.Name} {each.Type}"), served);
        Assert.All(walk, value => Assert.True(Fits(declared, value), Oids.Text(value)));
    }

    public void Dispose() => _directory.Dispose();

    // The type is the one on the wire, so that a wrong one shows as the difference.
    private static string Described(IReadOnlyList<ServedObject> declared, Variable value) =>
        $"{Declaration(declared, value).Name} {value.Data.TypeCode}";

    /// <summary>Whether an instance is one that its object can have: scalars end with a zero, rows with sub-identifiers from 1.</summary>
    private static bool Fits(IReadOnlyList<ServedObject> declared, Variable value)
    {
        var index = value.Id.ToNumerical()[Declaration(declared, value).Place.ToNumerical().Length..];
        return index is [0] || index.All(part => part > 0);
    }

    private static ServedObject Declaration(IReadOnlyList<ServedObject> declared, Variable value) =>
        Assert.Single(declared, each => Oids.IsBelow(value.Id, each.Place));
}
