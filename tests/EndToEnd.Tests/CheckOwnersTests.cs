// `postfix-statsd check` about who holds what at a real snmpd.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class CheckOwnersTests : IAsyncLifetime
{
    private const string BothMibs = """{ "standard-mibs": true }""";

    private readonly TempDirectory _directory = new();
    private PrivateSnmpd _snmpd = null!;

    private string Settings => _directory["settings.json"];

    public async ValueTask InitializeAsync()
    {
        _directory.Make("own");
        _directory.Make("other");
        _directory.Write("settings.json", BothMibs);
        _snmpd = await PrivateSnmpd.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _snmpd.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Nobody_holds_anything_and_snmpds_own_rows_of_MTA_MIB_are_in_nobodys_way() =>
        Assert.Equal(
            $"""
            ok     agentx: snmpd takes us as a subagent at {_snmpd.AgentX}
            ok     agentx: snmpd takes us as a subagent for NETWORK-SERVICES-MIB at {_snmpd.AgentX}
            ok     agentx: snmpd takes us as a subagent for MTA-MIB at {_snmpd.AgentX}

            """,
            await CheckAsync());

    [Fact]
    public async Task Without_standard_MIBs_nobody_cares_who_holds_them()
    {
        _directory.Write("settings.json", "{}");
        await using var other = await StartOtherAsync(StatsMib.Root[1..^1] + "6");
        Assert.Equal($"ok     agentx: snmpd takes us as a subagent at {_snmpd.AgentX}\n", await CheckAsync());
    }

    [Fact]
    public async Task Another_subagent_that_holds_the_standard_MIBs_is_found()
    {
        await using var other = await StartOtherAsync(StatsMib.Root[1..^1] + "6");
        Assert.Equal(
            $"""
            ok     agentx: snmpd takes us as a subagent at {_snmpd.AgentX}
            WRONG  agentx: another subagent of snmpd holds NETWORK-SERVICES-MIB
                   stop it, or leave both MIBs to it: remove "standard-mibs" from /etc/postfix-stats/postfix-stats.json
            WRONG  agentx: another subagent of snmpd holds MTA-MIB
                   stop it, or leave both MIBs to it: remove "standard-mibs" from /etc/postfix-stats/postfix-stats.json

            """,
            await CheckAsync());
    }

    [Fact]
    public async Task Another_subagent_that_holds_our_own_tree_is_found()
    {
        await using var other = await StartOtherAsync(StatsMib.Root[1..]);
        Assert.Equal(
            $"""
            WRONG  agentx: another subagent of snmpd holds {StatsMib.Root[1..]}
                   stop it, or move our tree: "base-oid" in /etc/postfix-stats/postfix-stats.json

            """,
            await CheckAsync());
    }

    [Fact]
    public async Task A_snmpd_that_does_not_run_is_found()
    {
        await _snmpd.StopAsync();
        Assert.Matches($"^WRONG  agentx: {_snmpd.AgentX}: .*\n       systemctl restart snmpd\n$", await CheckAsync());
    }

    /// <summary>A subagent that is none of ours to us: a daemon with a state of its own, which serves the standard MIBs too.</summary>
    private async Task<StatsDaemon> StartOtherAsync(string root)
    {
        var other = new StatsDaemon(Path.Combine(_directory["other"], "state"), Repository.SampleLog, _snmpd.AgentX, "--base-oid", root) { Settings = BothMibs };
        other.Start();
        await Eventually.HoldsAsync("the other subagent is registered", () =>
        {
            other.ThrowIfExited();
            return other.Log.Contains("the master has registered", StringComparison.Ordinal);
        });
        return other;
    }

    /// <summary>What is found about AgentX.</summary>
    private async Task<string> CheckAsync()
    {
        var state = Path.Combine(_directory["own"], "state");
        var found = await Tool.RunAsync(Repository.Daemon, ["check", "--config", Settings, "--log", Repository.SampleLog, "--state", state, "--agentx", _snmpd.AgentX]);
        var ours = false;
        return string.Concat(found.Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => ours = line.Contains(" agentx: ", StringComparison.Ordinal) || (ours && line.StartsWith("       ", StringComparison.Ordinal)))
            .Select(line => line + "\n"));
    }
}
