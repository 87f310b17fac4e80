// The example in the library's README is the sample program's own code.
namespace AgentX.Tests;

public class ReadmeTests
{
    [Fact]
    public void The_README_quotes_the_sample()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "src/AgentX/README.md")))
            root = root.Parent;
        Assert.SkipWhen(root is null, "run outside of the repository");

        string Read(string path) => File.ReadAllText(Path.Combine(root!.FullName, path));
        var readme = Read("src/AgentX/README.md");
        var view = Read("tests/AgentX.SampleSubagent/SampleView.cs");
        var program = Read("tests/AgentX.SampleSubagent/Program.cs");
        Assert.Contains(view[view.IndexOf("/// <summary>", StringComparison.Ordinal)..].Trim(), readme, StringComparison.Ordinal);
        Assert.Contains(
            program[program.IndexOf("var subagent", StringComparison.Ordinal)..program.IndexOf("using var stop", StringComparison.Ordinal)].Trim(),
            readme,
            StringComparison.Ordinal);
    }
}
