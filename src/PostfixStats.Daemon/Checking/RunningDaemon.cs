// The daemon that works on the state, if there is one.

using System.Globalization;
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

    /// <summary>The groups that the daemon has: those of its user when it started, and those of its unit.</summary>
    /// <returns>Null where none runs, or it does not tell which process it is.</returns>
    public static IReadOnlyList<uint>? Groups(string state)
    {
        const string Key = "Groups:";
        try
        {
            return Runs(state) && new SessionFile(state).Read() is { Process: var process }
                ? [.. File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(Key, StringComparison.Ordinal))[Key.Length..]
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(group => uint.Parse(group, CultureInfo.InvariantCulture))]
                : null;
        }
        catch (IOException)
        {
            return null;
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
