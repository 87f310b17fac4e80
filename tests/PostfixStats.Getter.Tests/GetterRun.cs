// Runs postfix-stats-get as snmpd would: a process, its standard output, its exit code.

using System.Diagnostics;

namespace PostfixStats.Getter.Tests;

/// <summary>What one run of the getter printed.</summary>
internal sealed record GetterRun(string Output, string Errors, int ExitCode)
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "postfix-stats-get");

    public static async Task<GetterRun> With(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new GetterRun(output, await errors, process.ExitCode);
    }
}
