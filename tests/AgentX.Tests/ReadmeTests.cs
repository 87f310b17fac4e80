// What READMEs say of code: the library's example is the sample program's own, and tests that are named exist.
using System.Text.RegularExpressions;

namespace AgentX.Tests;

public partial class ReadmeTests
{
    [Fact]
    public void The_README_quotes_the_sample()
    {
        var root = Root();
        string Read(string path) => File.ReadAllText(Path.Combine(root, path));
        var readme = Read("src/AgentX/README.md");
        var view = Read("tests/AgentX.SampleSubagent/SampleView.cs");
        var program = Read("tests/AgentX.SampleSubagent/Program.cs");
        Assert.Contains(view[view.IndexOf("/// <summary>", StringComparison.Ordinal)..].Trim(), readme, StringComparison.Ordinal);
        Assert.Contains(
            program[program.IndexOf("var subagent", StringComparison.Ordinal)..program.IndexOf("using var stop", StringComparison.Ordinal)].Trim(),
            readme,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var tests = Path.Combine(Root(), "tests");
        var sources = Directory.EnumerateFiles(tests, "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText);
        var named = NamedTest().Matches(File.ReadAllText(Path.Combine(tests, "README.md")));
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(
            sources[name.Groups["class"].Value], source => source.Contains($" {name.Groups["method"].Value}(", StringComparison.Ordinal)));
    }

    private static string Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "src/AgentX/README.md")))
            root = root.Parent;
        Assert.SkipWhen(root is null, "run outside of the repository");
        return root.FullName;
    }

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<method>\w+)`")]
    private static partial Regex NamedTest();
}
