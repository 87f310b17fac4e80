// What managers see through the real snmpd: get, getnext, walk, bulk, in all versions of SNMP.
// Judged by output: the tools exit with 0 on many errors.
using AgentX.Tests.Support;

namespace AgentX.Tests.Master;

public sealed class ReadingTests(ServedMaster served) : IClassFixture<ServedMaster>
{
    private const string Root = ServedMaster.Root;
    private static readonly string[] V1 = ["-v1", "-cpublic"];
    private static readonly string[] V2 = ["-v2c", "-cpublic"];
    private static readonly string[] V3 = ["-v3", "-uwalker", "-lauthPriv", "-aSHA", "-Aauthpassword", "-xAES", "-Xprivpassword"];

    private Snmpd Master
    {
        get
        {
            Assert.SkipUnless(Snmpd.IsInstalled, Snmpd.NotInstalled);
            return served.Master;
        }
    }

    [Fact]
    public async Task S01_every_type_arrives_as_itself()
    {
        foreach (var (name, _, printed) in ServedMaster.Scalars)
            Assert.Equal($".{Root}.1.{name}.0 = {printed}", (await Master.GetAsync($"{Root}.1.{name}.0")).Trim());
    }

    [Fact]
    public async Task S02_all_scalars_in_one_PDU() =>
        Assert.Equal(
            ServedMaster.Scalars.Select(s => $".{Root}.1.{s.Name}.0 = {s.Printed}"),
            Lines(await Master.GetAsync([.. ServedMaster.Scalars.Select(s => $"{Root}.1.{s.Name}.0")])));

    [Fact]
    public async Task S03_one_missing_variable_does_not_hurt_the_others() =>
        Assert.Equal(
            new[]
            {
                $".{Root}.3.0 = INTEGER: 1",
                $".{Root}.3.1 = No Such Instance currently exists at this OID",
                $".{Root}.4.0 = No Such Instance currently exists at this OID",
                $".{Root}.77.0 = No Such Object available on this agent at this OID",
                $".{Root}.1.1.0 = INTEGER: -5",
            },
            Lines(await Master.GetAsync($"{Root}.3.0", $"{Root}.3.1", $"{Root}.4.0", $"{Root}.77.0", $"{Root}.1.1.0")));

    [Fact]
    public async Task S04_getnext_before_at_and_after_the_region()
    {
        Assert.Equal($".{Root}.1.1.0 = INTEGER: -5", (await Master.GetNextAsync("1.3.6.1.4.1.8072.9999.9999.2740")).Trim());
        Assert.Equal($".{Root}.1.1.0 = INTEGER: -5", (await Master.GetNextAsync(Root)).Trim());
        Assert.Equal($".{Root}.1.10.0 = Counter64: 9223372036854775813", (await Master.GetNextAsync($"{Root}.1.9.0")).Trim());
        Assert.DoesNotContain(Root, await Master.GetNextAsync($"{Root}.3.0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("snmpwalk")]
    [InlineData("snmpbulkwalk", "-Cr1")]
    [InlineData("snmpbulkwalk", "-Cr10")]
    [InlineData("snmpbulkwalk", "-Cr50")]
    [InlineData("snmpbulkwalk", "-Cr100")]
    public async Task S05_S06_a_walk_gives_every_instance_once_in_any_way(string tool, params string[] options)
    {
        var walked = Lines(await Master.ToolAsync(tool, options, $"{Root}.1")).Concat(Lines(await Master.ToolAsync(tool, options, $"{Root}.2")));
        Assert.Equal(ServedMaster.Walk, walked);
    }

    [Fact]
    public async Task S07_a_bulk_of_one_non_repeater_and_five_repetitions() =>
        Assert.Equal(
            Enumerable.Range(1, 5).Select(r => $".{Root}.2.1.2.{r} = Counter32: {2_000_000 + r}").Prepend($".{Root}.3.0 = INTEGER: 1"),
            Lines(await Master.ToolAsync("snmpbulkget", ["-Cn1", "-Cr5"], $"{Root}.3", $"{Root}.2.1.2")));

    [Fact]
    public async Task S10_a_set_is_not_writable_and_the_master_answers_on()
    {
        Assert.Contains("notWritable", await Master.ToolAsync("snmpset", [], $"{Root}.1.1.0", "i", "5"), StringComparison.Ordinal);
        Assert.Contains("Timeticks", await Master.ToolAsync("snmpget", V2, ["-r", "0"], ["1.3.6.1.2.1.1.3.0"]), StringComparison.Ordinal);
        Assert.Contains("INTEGER: -5", await Master.GetAsync($"{Root}.1.1.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S11_a_set_of_the_masters_variable_and_ours_changes_neither()
    {
        var output = await Master.ToolAsync("snmpset", [], "1.3.6.1.2.1.1.6.0", "s", "elsewhere", $"{Root}.1.1.0", "i", "5");
        Assert.Contains("notWritable", output, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", await Master.GetAsync("1.3.6.1.2.1.1.6.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S12_version_1_steps_over_what_it_cannot_carry()
    {
        Assert.Contains("noSuchName", await Master.ToolAsync("snmpget", V1, [], [$"{Root}.1.10.0"]), StringComparison.Ordinal);
        Assert.Equal($".{Root}.1.11.0 = Timeticks: (0) 0:00:00.00", (await Master.ToolAsync("snmpgetnext", V1, [], [$"{Root}.1.9.0"])).Trim());
        string[] walked = [.. Lines(await Master.ToolAsync("snmpwalk", V1, [], [$"{Root}.1"])), .. Lines(await Master.ToolAsync("snmpwalk", V1, [], [$"{Root}.2"]))];
        Assert.Equal(ServedMaster.Walk.Where(l => !l.Contains("Counter64", StringComparison.Ordinal)), walked);
    }

    [Fact]
    public async Task S13_version_3_with_privacy()
    {
        string[] walked = [.. Lines(await Master.ToolAsync("snmpwalk", V3, [], [$"{Root}.1"])), .. Lines(await Master.ToolAsync("snmpbulkwalk", V3, [], [$"{Root}.2"]))];
        Assert.Equal(ServedMaster.Walk, walked);
    }

    [Fact]
    public async Task S14_another_context_is_not_served() =>
        Assert.DoesNotContain("INTEGER", await Master.ToolAsync("snmpget", V3, ["-nother"], [$"{Root}.1.1.0"]), StringComparison.Ordinal);

    [Theory]
    [InlineData("debian", "No Such Object available on this agent at this OID")] // What "rocommunity public default -V systemonly" shows.
    [InlineData("opened", "INTEGER: -5")] // And with the one line that it takes.
    public async Task S15_the_view_that_Debian_has_hides_every_subagent_until_it_includes_its_root(string community, string expected) =>
        Assert.Equal($".{Root}.1.1.0 = {expected}", (await Master.ToolAsync("snmpget", ["-v2c", $"-c{community}"], [], [$"{Root}.1.1.0"])).Trim());

    [Fact]
    public async Task S18_the_master_lists_the_registration() =>
        Assert.Contains("AgentX subagent", await Master.WalkAsync("1.3.6.1.4.1.8072.1.2.1.1.4"), StringComparison.Ordinal);

    [Fact]
    public async Task S19_20_walkers_at_once_see_the_same()
    {
        var walks = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Master.ToolAsync(i % 2 == 0 ? "snmpwalk" : "snmpbulkwalk", V2, ["-t", "10"], [$"{Root}.2"])));
        Assert.Equal(ServedMaster.Rows * 5, Lines(walks[0]).Length);
        Assert.All(walks, w => Assert.Equal(walks[0], w));
    }

    [Fact]
    public async Task S20_100_varbinds_in_one_get()
    {
        var names = Enumerable.Range(0, 100).Select(i => $"{Root}.2.1.{2 + (i % 5)}.{1 + (i % ServedMaster.Rows)}").ToArray();
        Assert.Equal(
            names.Select((n, i) => $".{n} = Counter32: {((2 + (i % 5)) * 1_000_000) + 1 + (i % ServedMaster.Rows)}"),
            Lines(await Master.GetAsync(names)));
    }

    [Fact]
    public async Task S24_a_view_that_excludes_a_column_hides_that_column_alone() =>
        Assert.Equal(
            ServedMaster.Walk.Where(l => l.Contains($"{Root}.2.1.", StringComparison.Ordinal) && !l.Contains($"{Root}.2.1.4.", StringComparison.Ordinal)),
            Lines(await Master.ToolAsync("snmpwalk", ["-v2c", "-cviewed"], [], [$"{Root}.2"])));

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
