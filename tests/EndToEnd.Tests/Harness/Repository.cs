// Where things stand in the source tree and where the programs under test are.

namespace EndToEnd.Tests.Harness;

/// <summary>Paths of the repository that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The directory that holds the solution, found upwards from the test program.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The directory of the MIB module that the product ships.</summary>
    public static string Mibs => Path.Combine(Root, "mibs");

    /// <summary>The base modules that ours imports.</summary>
    public static string BaseMibs => Path.Combine(Root, "tests", "Mibs");

    /// <summary>The module that the product ships.</summary>
    public static string Module => Path.Combine(Mibs, "POSTFIX-STATS-MIB.txt");

    /// <summary>What is served of the standard MIBs.</summary>
    public static string Capabilities => Path.Combine(Mibs, "POSTFIX-STATS-CAPABILITIES-MIB.txt");

    /// <summary>The log of a day that try.sh replays.</summary>
    public static string SampleLog => Path.Combine(Root, "deploy", "sample.log");

    /// <summary>The published daemon.</summary>
    public static string Daemon => Program("postfix-statsd");

    /// <summary>The published getter.</summary>
    public static string Getter => Program("postfix-stats-get");

    /// <summary>A published subagent that knows nothing of Postfix.</summary>
    public static string Sample => Program("agentx-sample");

    private static string Program(string name)
    {
        var directory = Environment.GetEnvironmentVariable("STATS_TEST_BIN");
        if (string.IsNullOrEmpty(directory))
        {
            directory = Path.Combine(Root, "artifacts", "bin");
        }

        var path = Path.Combine(directory, name);
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"{path} is missing: run ./deploy/build.sh, or set STATS_TEST_BIN.");
    }

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "AgentX.PostfixStats.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("The test program does not stand inside the repository.");
    }
}
