// The exit codes that scripts and units depend on, after sysexits.h.

namespace PostfixStats.Daemon;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Ok = 0;

    /// <summary><c>count</c> or <c>check</c> found something.</summary>
    public const int Findings = 1;

    /// <summary>A bad option or option value (EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>An error that nobody foresaw (EX_SOFTWARE).</summary>
    public const int Software = 70;

    /// <summary>The state directory or its lock cannot be made at start (EX_CANTCREAT).</summary>
    public const int CannotCreate = 73;

    /// <summary>The state cannot be read or written at start (EX_IOERR).</summary>
    public const int InputOutput = 74;

    /// <summary>Another daemon works on this state (EX_TEMPFAIL).</summary>
    public const int Locked = 75;

    /// <summary>No permission at start, and none that time will give (EX_NOPERM).</summary>
    public const int NoPermission = 77;

    /// <summary>A bad value in file or environment, or a state file of an unknown version (EX_CONFIG).</summary>
    public const int Config = 78;
}
