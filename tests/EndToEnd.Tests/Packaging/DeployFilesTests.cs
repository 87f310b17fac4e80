// What the packages carry beside the programs, judged by the tools that will read it.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Packaging;

public sealed class DeployFilesTests
{
    private static readonly string Deploy = Path.Combine(Repository.Root, "deploy");
    private static readonly string Bin = Path.GetDirectoryName(Repository.Daemon)!;

    [Fact]
    public async Task The_Debian_package_has_both_MIB_modules_and_lintian_finds_no_error()
    {
        string package = Path.Combine(Repository.Root, (await PackageAsync()).TrimEnd());

        string files = (await Tool.RunAsync("dpkg-deb", ["-c", package])).Succeeded();
        Assert.Contains(" ./usr/share/snmp/mibs/POSTFIX-STATS-MIB.txt\n", files, StringComparison.Ordinal);
        Assert.Contains(" ./usr/share/snmp/mibs/POSTFIX-STATS-CAPABILITIES-MIB.txt\n", files, StringComparison.Ordinal);
        // The manual page points to it.
        Assert.Contains(" ./usr/share/doc/agentx-postfix-stats/objects.md.gz\n", files, StringComparison.Ordinal);
        Assert.Equal("", (await Tool.RunAsync("lintian", ["--allow-root", "--fail-on", "error,warning", package], deadline: TimeSpan.FromMinutes(2))).Succeeded());
    }

    [Fact]
    public async Task The_RPM_package_holds_what_the_Debian_package_holds()
    {
        string rpm = Path.Combine(Repository.Root, (await PackageAsync("--rpm")).TrimEnd());

        string files = (await Tool.RunAsync("rpm", ["-qlp", rpm])).Succeeded();
        foreach (string path in new[]
        {
            "/etc/postfix-stats/postfix-stats.json", "/usr/bin/postfix-stats-get", "/usr/sbin/postfix-statsd",
            "/usr/lib/systemd/system/postfix-stats.service", "/usr/lib/sysusers.d/agentx-postfix-stats.conf",
            "/usr/share/man/man8/postfix-statsd.8", "/usr/share/agentx-postfix-stats/queues.conf",
            "/usr/share/agentx-postfix-stats/monitoring/mrtg/postfix.cfg", "/usr/share/snmp/mibs/POSTFIX-STATS-MIB.txt",
            "/usr/share/snmp/mibs/POSTFIX-STATS-CAPABILITIES-MIB.txt",
        })
        {
            Assert.Contains(path + "\n", files, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_unit_is_locked_up_to_at_most_one_point_of_exposure()
    {
        string unit = Path.Combine(Deploy, "systemd", "postfix-stats.service");

        (await Tool.RunAsync("systemd-analyze", ["security", "--offline=true", "--threshold=10", "--no-pager", unit])).Succeeded();
    }

    /// <summary>verify ends with 0 whatever it finds: an unknown key or a directive in the wrong section is a line on stderr.</summary>
    [Fact]
    public async Task Systemd_has_nothing_to_say_about_the_unit_with_the_drop_in_for_queues()
    {
        using var directory = new TempDirectory();
        string unit = await File.ReadAllTextAsync(Path.Combine(Deploy, "systemd", "postfix-stats.service"), TestContext.Current.CancellationToken);
        unit = unit.Replace("/usr/sbin/postfix-statsd", Repository.Daemon, StringComparison.Ordinal);
        string path = directory.Write("postfix-stats.service", unit);
        directory.Make("postfix-stats.service.d");
        File.Copy(Path.Combine(Deploy, "systemd", "queues.conf"), directory["postfix-stats.service.d/queues.conf"]);
        var units = new Dictionary<string, string> { ["SYSTEMD_UNIT_PATH"] = directory.Path + ":" };

        ToolResult verified = await Tool.RunAsync("systemd-analyze", ["verify", "--man=no", path], units);
        Assert.Equal("", verified.Output + verified.Error);

        // The group is what it costs.
        string exposure = (await Tool.RunAsync("systemd-analyze", ["security", "--offline=true", "--threshold=10", "--no-pager", path], units)).Succeeded();
        Assert.Matches("(?m)^\\S+ SupplementaryGroups= +Service runs with supplementary groups", exposure);
    }

    private static async Task<string> PackageAsync(params string[] options) =>
        (await Tool.RunAsync(Path.Combine(Deploy, "package.sh"), [.. options, Bin], deadline: TimeSpan.FromMinutes(5))).Succeeded();
}
