// Runs postfix-statsd as a person would.

using System.Diagnostics;

namespace PostfixStats.Daemon.Tests.Support;

/// <summary>What one run of the program printed.</summary>
internal sealed record DaemonRun(string Output, string Errors, int ExitCode)
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "postfix-statsd");

    public static Task<DaemonRun> With(params string[] args) => With(input: "", [], args);

    public static Task<DaemonRun> WithInput(string input, params string[] args) => With(input, [], args);

    public static Task<DaemonRun> WithEnvironment(string variable, string value, params string[] args) =>
        With(input: "", [(variable, value)], args);

    /// <summary>Starts the program, to be ended by whoever starts it.</summary>
    public static Process Start(params string[] args) =>
        Process.Start(new ProcessStartInfo(Program, args) { RedirectStandardError = true })!;

    /// <summary>Starts the program with pipes to talk to it, to be ended by whoever starts it.</summary>
    public static Process StartPiped(params string[] args) =>
        Process.Start(new ProcessStartInfo(Program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task<DaemonRun> With(string input, (string Variable, string Value)[] environment, string[] args)
    {
        var start = new ProcessStartInfo(Program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string variable, string value) in environment)
        {
            start.Environment[variable] = value;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        CancellationToken cancellation = deadline.Token;
        using var process = Process.Start(start)!;
        using CancellationTokenRegistration end = cancellation.Register(process.Kill);
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        return new DaemonRun(await output, await errors, process.ExitCode);
    }
}
