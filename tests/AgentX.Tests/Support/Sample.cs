// The sample subagent as a program of its own, to be killed or to run as somebody else.
using System.Diagnostics;

namespace AgentX.Tests.Support;

internal static class Sample
{
    /// <summary>The program, from the build of its own project.</summary>
    public static string Program { get; } =
        Path.Combine(AppContext.BaseDirectory.Replace("AgentX.Tests", "AgentX.SampleSubagent", StringComparison.Ordinal), "agentx-sample");

    public static Process Start(AgentXAddress master, int scalars, int rows) =>
        Process.Start(new ProcessStartInfo(
            Program, ["--agentx", $"{master}", "--base-oid", ServedMaster.Root, "--scalars", $"{scalars}", "--rows", $"{rows}"])
        {
            RedirectStandardError = true,
        })!;
}
