// The sample subagent as a program of its own, to be killed or to run as somebody else.
using System.Diagnostics;

namespace AgentX.Tests.Support;

internal static class Sample
{
    /// <summary>The native program as it is published: the portable runtime opens files whenever it pleases, and ends where it cannot.</summary>
    public static string Program { get; } = Find();

    public static Process Start(AgentXAddress master, int scalars, int rows) =>
        Process.Start(new ProcessStartInfo(
            Program, ["--agentx", $"{master}", "--base-oid", ServedMaster.Root, "--scalars", $"{scalars}", "--rows", $"{rows}"])
        {
            RedirectStandardError = true,
        })!;

    private static string Find()
    {
        var directory = Environment.GetEnvironmentVariable("STATS_TEST_BIN");
        if (string.IsNullOrEmpty(directory))
            directory = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../bin"));
        var path = Path.Combine(directory, "agentx-sample");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: run ./deploy/build.sh, or set STATS_TEST_BIN.");
    }
}
