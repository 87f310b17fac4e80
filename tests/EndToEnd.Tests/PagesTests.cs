// The pages that people read: what they point to is there. And the scripts: shellcheck has nothing to say.

using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed partial class PagesTests
{
    private static readonly string[] Pages = [.. Files("*.md")];

    [Fact]
    public void Every_link_leads_to_a_file_and_to_a_heading_in_it()
    {
        Assert.Contains("README.md", Pages);
        string[] broken = [.. Pages.SelectMany(page => LinkPattern().Matches(Prose(page)).Select(link => (Page: page, Link: link.Groups[1].Value)))
            .Where(link => !Leads(link.Page, link.Link))
            .Select(link => $"{link.Page}: {link.Link}")];

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_path_that_a_page_names_is_there()
    {
        string[] missing = [.. Pages.SelectMany(page => PathPattern().Matches(File.ReadAllText(Place(page))).Select(path => (Page: page, Path: path.Groups[1].Value)))
            .Where(path => !Path.Exists(Place(path.Path)) && !path.Path.StartsWith("artifacts/", StringComparison.Ordinal))
            .Select(path => $"{path.Page}: {path.Path}")];

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Shellcheck_has_nothing_to_say()
    {
        string[] scripts = [.. Files("*.sh"), .. Files("*postinst"), .. Files("*postrm"), ".ci/run"];
        Assert.Contains("deploy/install.sh", scripts);
        Assert.Contains("deploy/debian/postinst", scripts);

        Assert.Equal("", (await Tool.RunAsync(
            "bash", ["-c", $"cd '{Repository.Root}' && shellcheck -x \"$@\"", "bash", .. scripts], deadline: TimeSpan.FromMinutes(2))).Succeeded());
    }

    // Whether a link leads somewhere; those to other sites are not followed.
    private static bool Leads(string page, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal))
        {
            return true;
        }

        string[] parts = link.Split('#', 2);
        string file = parts[0].Length == 0 ? page : Path.GetRelativePath(Repository.Root, Path.Combine(Path.GetDirectoryName(Place(page))!, parts[0]));
        return Path.Exists(Place(file)) && (parts.Length == 1 || Headings(file).Contains(parts[1]));
    }

    // The anchors that forges give to headings: small letters and digits, hyphens for spaces, nothing else.
    private static IEnumerable<string> Headings(string page) =>
        HeadingPattern().Matches(WithoutBlocks(page)).Select(heading => string.Concat(
            heading.Groups[1].Value.ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')
                .Select(letter => letter == ' ' ? '-' : letter)));

    private static string Prose(string page) => CodePattern().Replace(WithoutBlocks(page), "");

    private static string WithoutBlocks(string page) => BlockPattern().Replace(File.ReadAllText(Place(page)), "");

    private static string Place(string path) => Path.Combine(Repository.Root, path);

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Repository.Root, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.StartsWith("artifacts/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"`(?:\./)?((?:deploy|docs|mibs|src|tests|artifacts)/[\w./-]*\w)")]
    private static partial Regex PathPattern();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex CodePattern();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex BlockPattern();
}
