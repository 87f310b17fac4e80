// The state file of a running daemon, read again whenever it was saved again.

using PostfixStats.State;

namespace PostfixStats.Daemon.Watching;

/// <summary>Follows a state file without its lock, and tells why there is nothing to read.</summary>
/// <param name="path">The state file.</param>
/// <param name="clock">The clock.</param>
internal sealed class FollowedState(string path, TimeProvider clock)
{
    private DateTime _written;

    /// <summary>What was saved last; null, rather than an old number, where the file cannot be read now.</summary>
    public SavedState? Saved { get; private set; }

    /// <summary>Why it cannot be read, in one line; null where it can.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The exit code of a program that cannot do without it: one of <see cref="ExitCode"/>.</summary>
    public int TroubleCode { get; private set; }

    /// <summary>Reads the file if it was saved since the last look.</summary>
    /// <returns>Whether <see cref="Saved"/> is another one now.</returns>
    public bool Look()
    {
        SavedState? before = Saved;
        try
        {
            // Where there is no file this is a time long past. A save that comes between the two steps is seen at the next look.
            DateTime written = File.GetLastWriteTimeUtc(path);
            if (Saved is null || written != _written)
            {
                Saved = SavedState.Read(path, clock);
                _written = written;
            }

            Trouble = null;
            TroubleCode = ExitCode.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or StateVersionException)
        {
            Saved = null;
            Trouble = e is FileNotFoundException or DirectoryNotFoundException
                ? "there is no state file, the running daemon writes it"
                : e.Message.TrimEnd('.');
            TroubleCode = e switch
            {
                UnauthorizedAccessException => ExitCode.NoPermission,
                StateVersionException => ExitCode.Config,
                _ => ExitCode.InputOutput,
            };
        }

        return !ReferenceEquals(Saved, before);
    }
}
