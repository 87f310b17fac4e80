// Opens the state at start, and says in one line what is wrong where that fails.

using PostfixStats.State;

namespace PostfixStats.Daemon.Running;

/// <summary>Turns what can go wrong with the state at start into the exit codes that are promised.</summary>
internal static class StateOpening
{
    /// <summary>How long to wait for the lock: <c>check</c> holds it for an instant.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Makes the directory and takes the lock.</summary>
    public static StateFiles Open(string path) => Guard(() => OpenPatiently(path), path, ExitCode.CannotCreate);

    /// <summary>Reads the state.</summary>
    public static LoadResult Load(StateFiles files) => Guard(() => files.Load(TimeProvider.System), files.Path, ExitCode.InputOutput);

    private static StateFiles OpenPatiently(string path)
    {
        StateFiles? files = null;
        IOException? locked = null;
        SpinWait.SpinUntil(
            () =>
            {
                try
                {
                    files = StateFiles.Open(path);
                    return true;
                }
                catch (IOException e) when (StateFiles.IsLocked(e))
                {
                    locked = e;
                    return false;
                }
            },
            Patience);
        return files ?? throw new ExitException(
            ExitCode.Locked, $"{path}: another postfix-statsd works on this state; stop it, or give this one --state FILE", locked);
    }

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
