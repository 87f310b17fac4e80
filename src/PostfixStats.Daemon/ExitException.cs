// An end of the program that was foreseen: one line for the person, one code for the script.

namespace PostfixStats.Daemon;

/// <summary>Ends the program with one line on standard error and an exit code.</summary>
internal sealed class ExitException(int code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="ExitCode"/>.</summary>
    public int Code { get; } = code;
}
