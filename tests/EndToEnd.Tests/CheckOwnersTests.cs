// `postfix-statsd check` about who holds what at a real snmpd.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class CheckOwnersTests : IAsyncLifetime
{
    private const string BothMibs = """{ "standard-mibs": true }""";

    private const string LeaveStandardMibs =
        """stop it, or leave both MIBs to it: "standard-mibs": false in /etc/postfix-stats/postfix-stats.json, then systemctl restart postfix-stats""";

    private const string MoveOurTree =
        """stop it, or move our tree: "base-oid": "1.3.6.1.4.1.8072.9999.9999.2526" in /etc/postfix-stats/postfix-stats.json, then systemctl restart postfix-stats""";

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
                   {LeaveStandardMibs}
            WRONG  agentx: another subagent of snmpd holds MTA-MIB
                   {LeaveStandardMibs}

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
                   {MoveOurTree}

            """,
            await CheckAsync());
    }

    [Fact]
    public async Task The_daemon_that_runs_is_known_as_the_holder()
    {
        await using var daemon = await StartOwnAsync("the master has registered");
        Assert.Equal(
            $"""
            ok     agentx: {StatsMib.Root[1..]} is registered at {_snmpd.AgentX} by the daemon that runs
            ok     agentx: NETWORK-SERVICES-MIB is registered at {_snmpd.AgentX} by the daemon that runs
            ok     agentx: MTA-MIB is registered at {_snmpd.AgentX} by the daemon that runs

            """,
            await CheckAsync());
    }

    [Fact]
    public async Task Another_subagent_is_found_while_the_daemon_that_runs_waits_for_its_tree()
    {
        await using var other = await StartSampleAsync(StatsMib.Root[1..]);
        await using var daemon = await StartOwnAsync("is registered already");
        Assert.Equal(
            $"""
            WRONG  agentx: another subagent of snmpd holds {StatsMib.Root[1..]}
                   {MoveOurTree}

            """,
            await CheckAsync());
    }

    [Fact]
    public async Task Another_holder_of_the_standard_MIBs_is_found_while_the_daemon_that_runs_waits_for_them()
    {
        await using var other = await StartOtherAsync(StatsMib.Root[1..^1] + "6");
        await using var daemon = await StartOwnAsync("is registered already");
        Assert.Equal(
            $"""
            ok     agentx: {StatsMib.Root[1..]} is registered at {_snmpd.AgentX} by the daemon that runs
            WRONG  agentx: another subagent of snmpd holds NETWORK-SERVICES-MIB
                   {LeaveStandardMibs}
            WRONG  agentx: another subagent of snmpd holds MTA-MIB
                   {LeaveStandardMibs}

            """,
            await CheckAsync());
    }

    [Fact]
    public async Task A_daemon_that_runs_with_other_settings_is_not_taken_for_one_that_serves_ours()
    {
        await using var daemon = await StartAsync("own", "the master has registered", "--base-oid", StatsMib.Root[1..^1] + "6");
        Assert.StartsWith(
            $"""
            WRONG  agentx: snmpd takes us as a subagent for {StatsMib.Root[1..]} at {_snmpd.AgentX}, but not the daemon that runs: {_snmpd.AgentX}: the master has registered {StatsMib.Root[1..^1]}6 and 
            """,
            await CheckAsync(),
            StringComparison.Ordinal);
        Assert.EndsWith("\n       systemctl restart postfix-stats\n", await CheckAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_daemon_that_cannot_reach_what_others_can_is_told_why()
    {
        await using var overTcp = await PrivateSnmpd.StartAsync(new SnmpdOptions { AgentXTcp = true });
        // In the network of its unit nobody listens.
        var nobody = string.Create(CultureInfo.InvariantCulture, $"tcp:127.0.0.1:{FreePort.Next()}");
        await using var daemon = new StatsDaemon(Path.Combine(_directory["own"], "state"), Repository.SampleLog, nobody);
        daemon.Start();
        await Eventually.HoldsAsync("the daemon looked for snmpd", () => daemon.Log.Contains("AgentX: ", StringComparison.Ordinal));
        Assert.Matches(
            $"^WRONG  agentx: snmpd takes us as a subagent for {StatsMib.Root[1..]} at {overTcp.AgentXTcp}, but not the daemon that runs: {nobody}: .*\n" +
            "       install -D -m 0644 /usr/share/agentx-postfix-stats/agentx-over-tcp.conf /etc/systemd/system/postfix-stats.service.d/agentx-over-tcp.conf " +
            "&& systemctl daemon-reload && systemctl restart postfix-stats\n$",
            await CheckAsync(overTcp.AgentXTcp));
    }

    [Fact]
    public async Task A_daemon_that_could_not_write_down_what_it_holds_is_not_accused()
    {
        await using var daemon = await StartOwnAsync("the master has registered");
        File.Delete(daemon.State + ".agentx");
        Assert.Equal(
            $"""
            ?      agentx: {StatsMib.Root[1..]} is registered at {_snmpd.AgentX}, and the daemon that runs does not tell whether by it: {daemon.State}.agentx is missing
                   systemctl restart postfix-stats

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
    private Task<StatsDaemon> StartOtherAsync(string root) => StartAsync("other", "the master has registered", "--base-oid", root);

    /// <summary>The daemon whose state is checked, until its log has some words.</summary>
    private Task<StatsDaemon> StartOwnAsync(string words) => StartAsync("own", words);

    private async Task<StatsDaemon> StartAsync(string directory, string words, params string[] options)
    {
        var daemon = new StatsDaemon(Path.Combine(_directory[directory], "state"), Repository.SampleLog, _snmpd.AgentX, options) { Settings = BothMibs };
        daemon.Start();
        await Eventually.HoldsAsync($"the {directory} daemon says: {words}", () =>
        {
            daemon.ThrowIfExited();
            return daemon.Log.Contains(words, StringComparison.Ordinal);
        });
        return daemon;
    }

    /// <summary>A subagent that knows nothing of Postfix.</summary>
    private async Task<Server> StartSampleAsync(string root)
    {
        var sample = new Server(Repository.Sample, ["--agentx", _snmpd.AgentX, "--base-oid", root]);
        await Eventually.HoldsAsync("the sample is registered", () =>
        {
            sample.ThrowIfExited();
            return sample.Output.Contains("the master has registered", StringComparison.Ordinal);
        });
        return sample;
    }

    /// <summary>What is found about AgentX.</summary>
    private async Task<string> CheckAsync(string? agentX = null)
    {
        var state = Path.Combine(_directory["own"], "state");
        var found = await Tool.RunAsync(Repository.Daemon, ["check", "--config", Settings, "--log", Repository.SampleLog, "--state", state, "--agentx", agentX ?? _snmpd.AgentX]);
        var ours = false;
        return string.Concat(found.Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => ours = line.Contains(" agentx: ", StringComparison.Ordinal) || (ours && line.StartsWith("       ", StringComparison.Ordinal)))
            .Select(line => line + "\n"));
    }
}
