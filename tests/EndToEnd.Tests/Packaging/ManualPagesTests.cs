// The manual pages: as a terminal shows them, and whether everything that can be typed is in them.

using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Packaging;

public sealed partial class ManualPagesTests
{
    private static readonly string Pages = Path.Combine(Repository.Root, "deploy", "man");
    private static readonly string Bin = Path.GetDirectoryName(Repository.Daemon)!;

    [Theory]
    [InlineData("postfix-stats-get.1")]
    [InlineData("postfix-stats.json.5")]
    [InlineData("postfix-statsd.8")]
    public async Task Manual_pages_are_clean(string page)
    {
        Assert.Equal("", (await Tool.RunAsync("mandoc", ["-T", "lint", "-W", "warning", Path.Combine(Pages, page)])).Succeeded());
    }

    [Theory]
    [InlineData("postfix-stats-get.1")]
    [InlineData("postfix-stats.json.5")]
    [InlineData("postfix-statsd.8")]
    public async Task Manual_pages_fit_on_a_terminal_of_80_columns(string page)
    {
        string[] lines = (await RenderAsync(page)).Split('\n');
        // A line of snmpd.conf(5) cannot be broken.
        Assert.DoesNotContain(lines, line => line.Length > 78 && !line.TrimStart().StartsWith("pass_persist ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_manual_page_has_the_forms_of_a_relay_as_they_are_typed() =>
        Assert.Contains("HOST, [ADDRESS], HOST:PORT, [ADDRESS]:PORT or :PORT", Blanks().Replace(await RenderAsync("postfix-statsd.8"), " "), StringComparison.Ordinal);

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
        string manual = (await File.ReadAllTextAsync(Path.Combine(Pages, page), TestContext.Current.CancellationToken))
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
        var manual = await File.ReadAllTextAsync(Path.Combine(Pages, "postfix-stats.json.5"), TestContext.Current.CancellationToken);

        Assert.Contains("standard-mibs", settings);
        Assert.All(settings, setting => Assert.Contains($".It Li \\(dq{setting}\\(dq", manual, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_command_is_in_the_manual_page()
    {
        var help = (await Tool.RunAsync(Repository.Daemon, ["--help"])).Succeeded();
        var manual = await File.ReadAllTextAsync(Path.Combine(Pages, "postfix-statsd.8"), TestContext.Current.CancellationToken);

        Assert.All(
            help.Split("Commands:\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimStart().Split(' ')[0]),
            command => Assert.Contains($"\n.It Cm {command}", manual, StringComparison.Ordinal));
    }

    /// <summary>The page as 80 columns show it, less what makes words bold.</summary>
    private static async Task<string> RenderAsync(string page) =>
        Overstrike().Replace((await Tool.RunAsync("mandoc", ["-T", "utf8", "-O", "width=78", Path.Combine(Pages, page)])).Succeeded(), "");

    [GeneratedRegex(".\b")]
    private static partial Regex Overstrike();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
