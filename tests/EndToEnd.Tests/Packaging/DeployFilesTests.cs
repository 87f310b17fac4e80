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

    [Theory]
    [InlineData("postfix-stats-get.1")]
    [InlineData("postfix-stats.json.5")]
    [InlineData("postfix-statsd.8")]
    public async Task Manual_pages_are_clean(string page)
    {
        Assert.Equal("", (await Tool.RunAsync("mandoc", ["-T", "lint", "-W", "warning", Path.Combine(Deploy, "man", page)])).Succeeded());
    }

    [Theory]
    [InlineData("postfix-statsd", "postfix-statsd.8", "")]
    [InlineData("postfix-statsd", "postfix-statsd.8", "count")]
    [InlineData("postfix-statsd", "postfix-statsd.8", "check")]
    [InlineData("postfix-statsd", "postfix-statsd.8", "mib")]
    [InlineData("postfix-statsd", "postfix-statsd.8", "pass-persist")]
    [InlineData("postfix-statsd", "postfix-statsd.8", "reset")]
    [InlineData("postfix-statsd", "postfix-statsd.8", "watch")]
    [InlineData("postfix-stats-get", "postfix-stats-get.1", "")]
    public async Task Every_option_is_in_the_manual_page(string program, string page, string command)
    {
        string help = (await Tool.RunAsync(Path.Combine(Bin, program), command.Length > 0 ? [command, "--help"] : ["--help"])).Succeeded();
        string[] options = [.. help
            .Split([' ', '\n', ',', '[', ']'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith("--", StringComparison.Ordinal))
            .Select(word => word[2..])
            .Distinct()];
        Assert.Contains("help", options);
        string manual = (await File.ReadAllTextAsync(Path.Combine(Deploy, "man", page), TestContext.Current.CancellationToken))
            .Replace("Fl Fl ", "--", StringComparison.Ordinal);

        foreach (string option in options)
        {
            // Every program has these two, and the manual page of one that says so is enough.
            if (option is not ("help" or "version"))
            {
                Assert.Contains("--" + option, manual, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Every_setting_is_in_the_manual_page()
    {
        // What names no setting is told which there are.
        var run = await Tool.RunAsync(Repository.Daemon, ["--check-config"], new Dictionary<string, string> { ["POSTFIX_STATS_NONE"] = "1" });
        string[] settings = run.Error.TrimEnd().Split("there are ")[1].Split(", ");
        var manual = await File.ReadAllTextAsync(Path.Combine(Deploy, "man", "postfix-stats.json.5"), TestContext.Current.CancellationToken);

        Assert.Contains("standard-mibs", settings);
        Assert.All(settings, setting => Assert.Contains($".It Li \\(dq{setting}\\(dq", manual, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_command_is_in_the_manual_page()
    {
        var help = (await Tool.RunAsync(Repository.Daemon, ["--help"])).Succeeded();
        var manual = await File.ReadAllTextAsync(Path.Combine(Deploy, "man", "postfix-statsd.8"), TestContext.Current.CancellationToken);

        Assert.All(
            help.Split("Commands:\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimStart().Split(' ')[0]),
            command => Assert.Contains($"\n.It Cm {command}", manual, StringComparison.Ordinal));
    }

    private static async Task<string> PackageAsync(params string[] options) =>
        (await Tool.RunAsync(Path.Combine(Deploy, "package.sh"), [.. options, Bin], deadline: TimeSpan.FromMinutes(5))).Succeeded();
}
