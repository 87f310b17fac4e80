// The table of who may know whom (README, "How it is built"): two libraries that do not know each other, two programs.

using System.Reflection;
using System.Xml.Linq;
using PostfixStats.Daemon.Tests.Support;

namespace PostfixStats.Daemon.Tests;

public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("AgentX", "")]
    [InlineData("PostfixStats", "")]
    [InlineData("PostfixStats.Getter", "PostfixStats")]
    [InlineData("PostfixStats.Daemon", "AgentX PostfixStats")]
    public void A_project_references_only_what_it_may(string project, string allowed)
    {
        XDocument file = XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj"));
        IEnumerable<string> references = file.Descendants("ProjectReference")
            .Select(each => Path.GetFileNameWithoutExtension(each.Attribute("Include")!.Value));
        Assert.Equal(allowed, string.Join(' ', references.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("AgentX")]
    [InlineData("PostfixStats")]
    [InlineData("PostfixStats.Getter")]
    public void Only_the_daemon_needs_packages(string project) =>
        Assert.Empty(XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj")).Descendants("PackageReference"));

    [Fact]
    public void The_libraries_are_built_on_the_base_class_library_alone()
    {
        Assembly[] libraries = [typeof(AgentX.ObjectIdentifier).Assembly, typeof(Counting.CounterStore).Assembly];
        Assert.All(
            libraries.SelectMany(library => library.GetReferencedAssemblies()),
            reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AgentX", "Postfix")]
    [InlineData("PostfixStats", "AgentX")]
    [InlineData("PostfixStats", "System.Net")]
    public void A_library_does_not_know_the_other_ones_subject(string project, string word) =>
        Assert.All(Sources(project), file => Assert.DoesNotContain(word, File.ReadAllText(file), StringComparison.Ordinal));

    [Fact]
    public void A_file_says_first_what_it_is_for() =>
        Assert.All(
            Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).SelectMany(project => Sources(Path.GetFileName(project))),
            file => Assert.StartsWith("// ", File.ReadLines(file).First(), StringComparison.Ordinal));

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories);
}
