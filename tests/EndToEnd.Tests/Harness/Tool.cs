// Running programs that end by themselves, with a deadline.

using System.Diagnostics;

namespace EndToEnd.Tests.Harness;

/// <summary>Runs a program to its end and keeps what it printed.</summary>
internal static class Tool
{
    /// <summary>Runs <paramref name="program"/>; past the deadline it is killed, and the test with it.</summary>
    public static async Task<ToolResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string input = "",
        TimeSpan? deadline = null)
    {
        var start = Prepare(program, arguments, environment);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var command = string.Join(' ', start.ArgumentList.Prepend(program));

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(deadline ?? Eventually.Deadline);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await FeedAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ToolResult(command, process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"`{command}` did not end in time.");
        }
    }

    /// <summary>The start of a program in a surrounding of its own: English, and none of this user's SNMP settings.</summary>
    public static ProcessStartInfo Prepare(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // The daemon takes variables of this prefix as its configuration: those of whoever runs the tests are not meant for it.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("POSTFIX_STATS_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static async Task FeedAsync(Process process, string input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading what it was given: its exit code tells.
        }
    }
}
