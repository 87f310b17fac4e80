// The tree from the state file over pass_persist, compared with the same tree over AgentX.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class PassPersistTests
{
    // What the running daemon alone knows (mibs/README.md, "Without AgentX").
    private static readonly string[] Live =
    [
        .. ((int[])[7, 8, 12, 14, 19, 20, 23]).Select(StatsMib.Health),
        .. Enumerable.Range(1, 7).Select(arc => string.Create(CultureInfo.InvariantCulture, $"{StatsMib.Root}.19.{arc}.0")),
    ];

    [Fact]
    public async Task The_walk_equals_the_walk_over_AgentX_except_for_what_is_documented()
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog);
        await using var passing = await StartAsync(host.Daemon);
        var lines = (await host.Tools.WalkAsync("-On", StatsMib.Root)).Split('\n');
        var expected = string.Join('\n', lines.Where(line => !Live.Contains(line.Split(' ')[0])));
        Assert.Equal(lines.Length - Live.Length, expected.Split('\n').Length);

        // The state is written within a second of the last change.
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, () => passing.Tools.WalkAsync("-On", StatsMib.Root)));
        Assert.Equal(expected, await passing.Tools.BulkWalkAsync(20, "-On", StatsMib.Root));
    }

    [Fact]
    public async Task A_set_is_not_writable_and_what_is_missing_is_said_to_be()
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog);
        await using var passing = await StartAsync(host.Daemon);
        const string Deliveries = StatsMib.Root + ".1.3.0";
        await Eventually.SettlesAsync("Counter32: 35 recipients", () => passing.Tools.ValueAsync(Deliveries));

        Assert.Contains("notWritable", await passing.Tools.SetAsync("-Ir", Deliveries, "u", "0"), StringComparison.Ordinal);
        Assert.Equal("Counter32: 35 recipients", await passing.Tools.ValueAsync(Deliveries));
        Assert.StartsWith("No Such", await passing.Tools.ValueAsync(StatsMib.Root + ".1.99.0"), StringComparison.Ordinal);
        Assert.StartsWith("No Such", await passing.Tools.ValueAsync(Live[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_snmpd_that_is_killed_takes_the_program_with_it()
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog);
        await using var passing = await StartAsync(host.Daemon);
        await passing.Tools.ValueAsync(StatsMib.Root + ".1.3.0");
        Assert.Single(Passing(host.Daemon.State));

        await passing.KillAsync();
        await Eventually.HoldsAsync("the program has ended", () => Passing(host.Daemon.State).Length == 0);
    }

    private static Task<PrivateSnmpd> StartAsync(StatsDaemon daemon) => PrivateSnmpd.StartAsync(new SnmpdOptions
    {
        Access = "rwcommunity public 127.0.0.1",
        Lines = [$"pass_persist {StatsMib.Root} {Repository.Daemon} pass-persist --state {daemon.State}"],
    });

    /// <summary>The processes that serve this state over pass_persist: proc(5), "cmdline".</summary>
    private static string[] Passing(string state) =>
        [.. Directory.GetDirectories("/proc")
            .Where(process => CommandLine(process).Contains($"\0pass-persist\0--state\0{state}\0", StringComparison.Ordinal))];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(process + "/cmdline");
        }
        catch (IOException)
        {
            return ""; // No process, or gone in the meantime.
        }
    }
}
