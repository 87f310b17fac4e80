// Opens the state at start, and says in one line what is wrong where that fails.

using PostfixStats.State;

namespace PostfixStats.Daemon.Running;

/// <summary>Turns what can go wrong with the state at start into the exit codes that are promised.</summary>
internal static class StateOpening
{
    /// <summary>Makes the directory and takes the lock.</summary>
    public static StateFiles Open(string path) =>
        Guard(
            () =>
            {
                try
                {
                    return StateFiles.Open(path);
                }
                catch (IOException e) when (StateFiles.IsLocked(e))
                {
                    throw new ExitException(
                        ExitCode.Locked, $"{path}: another postfix-statsd works on this state; stop it, or give this one --state FILE", e);
                }
            },
            path,
            ExitCode.CannotCreate);

    /// <summary>Reads the state.</summary>
    public static LoadResult Load(StateFiles files) => Guard(() => files.Load(TimeProvider.System), files.Path, ExitCode.InputOutput);

    /// <summary>Does something with the state that must not fail at start.</summary>
    public static T Guard<T>(Func<T> action, string path, int ioCode)
    {
        try
        {
            return action();
        }
        catch (StateVersionException e)
        {
            throw new ExitException(ExitCode.Config, $"{e.Message}; nothing was touched", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ExitException(ExitCode.NoPermission, $"{path}: no permission to keep the state there: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new ExitException(ioCode, $"{path}: the state cannot be kept there: {e.Message}", e);
        }
    }
}
