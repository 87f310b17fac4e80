// How the process will end.

namespace PostfixStats.Daemon.Running;

/// <summary>The exit code, set by whatever brings the host down.</summary>
internal sealed class ExitStatus
{
    /// <summary>One of <see cref="ExitCode"/>.</summary>
    public int Code { get; set; } = ExitCode.Ok;
}
