// The MIB module as its readers take it: smilint finds nothing to say, and net-snmp can load it.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class MibModuleTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public MibModuleTests() => _directory.Make("moved");

    [Fact]
    public async Task Smilint_has_nothing_to_say()
    {
        Assert.Equal("", await LintAsync(Repository.Module));
        Assert.Equal("", await LintAsync(Repository.Capabilities));
    }

    [Fact]
    public async Task Smilint_would_say_so_if_two_objects_had_one_place()
    {
        // It ends with 0 and silence for a module that it does not read: this proves that it reads ours.
        var module = await File.ReadAllTextAsync(Repository.Module, TestContext.Current.CancellationToken);
        var broken = module.Replace("{ postfixStatsTotals 3 }", "{ postfixStatsTotals 2 }", StringComparison.Ordinal);

        Assert.Contains(
            "already registered by `postfixStatsLocalReceptions'",
            await LintAsync(_directory.Write("broken.txt", broken)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postfixStatsSmtpReceptions.0", ".1.1.0")]
    [InlineData("postfixStatsSmtpd5xxReplies.0", ".1.8.0")]
    [InlineData("postfixStatsAgentVersion.0", ".2.1.0")]
    [InlineData("postfixStatsDiscontinuityTime.0", ".2.14.0")]
    [InlineData("postfixStatsInstanceName.1", ".3.1.1.2.1")]
    [InlineData("postfixStatsInstanceSmtpd5xxReplies.1", ".3.1.1.11.1")]
    [InlineData("postfixStatsServiceName.1.2", ".4.1.1.2.1.2")]
    [InlineData("postfixStatsServiceBounces.1.2", ".4.1.1.5.1.2")]
    public async Task Net_snmp_translates_every_kind_of_object_to_its_published_place(string name, string arc)
    {
        var translated = await SnmpTools.TranslateAsync(_directory.Path, "-On", $"POSTFIX-STATS-MIB::{name}");

        Assert.Equal(".1.3.6.1.4.1.8072.9999.9999.2525" + arc, translated.TrimEnd());
    }

    [Fact]
    public async Task Net_snmp_prints_the_whole_tree()
    {
        var tree = await SnmpTools.TranslateAsync(_directory.Path, "-Tp", "POSTFIX-STATS-MIB::postfixStatsMIB");

        Assert.Equal(214, tree.Split('\n').Count(line => line.Contains("+-- -R-- ", StringComparison.Ordinal)));
        Assert.Equal(12, tree.Split('\n').Count(line => line.Contains("+-- ---- ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_daemon_prints_the_module_as_it_is()
    {
        var printed = (await Tool.RunAsync(Repository.Daemon, ["mib"])).Succeeded();

        Assert.Equal(await File.ReadAllTextAsync(Repository.Module, TestContext.Current.CancellationToken), printed);
        Assert.Equal(
            await File.ReadAllTextAsync(Repository.Capabilities, TestContext.Current.CancellationToken),
            (await Tool.RunAsync(Repository.Daemon, ["mib", "--capabilities"])).Succeeded());
    }

    [Fact]
    public async Task The_daemon_prints_the_module_below_another_root()
    {
        var moved = (await Tool.RunAsync(Repository.Daemon, ["mib", "--base-oid", "1.3.6.1.4.1.32473.1.7"])).Succeeded();
        var path = _directory.Write("moved/POSTFIX-STATS-MIB.txt", moved);

        Assert.Equal("", await LintAsync(path));
        var translated = await Tool.RunAsync(
            "snmptranslate",
            ["-M", $"{Repository.BaseMibs}:{_directory["moved"]}", "-m", "POSTFIX-STATS-MIB", "-On", "POSTFIX-STATS-MIB::postfixStatsSmtpDeliveries.0"],
            SnmpTools.Surroundings(_directory.Path));
        Assert.Equal(".1.3.6.1.4.1.32473.1.7.1.3.0", translated.Succeeded().TrimEnd());
    }

    public void Dispose() => _directory.Dispose();

    private async Task<string> LintAsync(string module)
    {
        // An empty configuration of our own: Debian's hides a warning and sets another level.
        var result = await Tool.RunAsync(
            "smilint",
            ["-c", _directory.Write("smi.conf", ""), "-l", "6", "-s", module],
            new Dictionary<string, string> { ["SMIPATH"] = $"{Repository.BaseMibs}:{Repository.Mibs}" });
        return result.Output + result.Error;
    }
}
