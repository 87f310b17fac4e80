// What a finished program left behind.

namespace EndToEnd.Tests.Harness;

/// <summary>The exit code and the output of a program that has ended.</summary>
internal sealed record ToolResult(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Standard output, for a program that must succeed.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public string Succeeded() => ExitCode == 0
        ? Output
        : throw new InvalidOperationException($"`{Command}` ended with {ExitCode}:\n{Output}{Error}");
}
