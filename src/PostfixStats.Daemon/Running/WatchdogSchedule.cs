// When systemd's watchdog wants a sign of life (sd_watchdog_enabled(3)).

using System.Globalization;

namespace PostfixStats.Daemon.Running;

/// <summary>Due at once, and then at half of the time after which systemd would end the service.</summary>
/// <param name="interval">Half of that time; zero where there is no watchdog.</param>
/// <param name="clock">The clock.</param>
internal sealed class WatchdogSchedule(TimeSpan interval, TimeProvider clock)
{
    private long? _last;

    /// <summary>Reads what systemd put into the environment.</summary>
    /// <param name="microseconds">WATCHDOG_USEC: the time.</param>
    /// <param name="process">WATCHDOG_PID: whose watchdog it is; null means everybody's.</param>
    /// <param name="clock">The clock.</param>
    public static WatchdogSchedule FromEnvironment(string? microseconds, string? process, TimeProvider clock)
    {
        bool ours = process is null || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return new WatchdogSchedule(
            ours && long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long time)
                ? TimeSpan.FromMicroseconds(time / 2)
                : TimeSpan.Zero,
            clock);
    }

    /// <summary>Whether a sign of life is due; if so, it counts as given.</summary>
    public bool IsDue()
    {
        if (interval <= TimeSpan.Zero || (_last is { } last && clock.GetElapsedTime(last) < interval))
        {
            return false;
        }

        _last = clock.GetTimestamp();
        return true;
    }
}
