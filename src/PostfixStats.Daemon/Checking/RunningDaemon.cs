// The daemon that works on the state, if there is one.

using AgentX;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Running;
using PostfixStats.State;

namespace PostfixStats.Daemon.Checking;

/// <summary>Finds the daemon by its lock, and hears what it tells of its session with snmpd.</summary>
internal static class RunningDaemon
{
    /// <summary>Longer than a daemon waits before it looks for snmpd again: snmpd may have been started just now.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether a daemon holds the lock on this state.</summary>
    public static bool Runs(string state)
    {
        try
        {
            if (File.Exists(state + ".lock"))
            {
                StateFiles.Open(state).Dispose();
            }

            return false;
        }
        catch (IOException e)
        {
            return StateFiles.IsLocked(e);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>What it tells as soon as it has these registrations, or in the end.</summary>
    /// <returns>Null where it tells nothing.</returns>
    public static SessionRecord? Await(Settings settings, IReadOnlyList<Registration> registrations) =>
        AwaitAsync(new SessionFile(settings.State), settings, registrations).GetAwaiter().GetResult();

    private static async Task<SessionRecord?> AwaitAsync(SessionFile file, Settings settings, IReadOnlyList<Registration> registrations)
    {
        TimeProvider clock = TimeProvider.System;
        long start = clock.GetTimestamp();
        SessionRecord? told = file.Read();
        while (told?.Holds(settings.AgentX, registrations) == false && clock.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(Pause, clock);
            told = file.Read();
        }

        return told;
    }
}
