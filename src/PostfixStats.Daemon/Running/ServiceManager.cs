// What systemd is told (sd_notify(3)): that we live, and what we are doing.

using System.Globalization;
using Microsoft.Extensions.Hosting.Systemd;

namespace PostfixStats.Daemon.Running;

/// <summary>Tells the service manager; without one, nothing happens. READY and STOPPING are told by the host.</summary>
/// <param name="notifier">The way to the service manager.</param>
/// <param name="watchdog">When a sign of life is due.</param>
internal sealed class ServiceManager(ISystemdNotifier notifier, WatchdogSchedule watchdog)
{
    private string _status = "";

    /// <summary>The service manager that started this process.</summary>
    public static ServiceManager OfThisProcess() => new(
        new SystemdNotifier(),
        WatchdogSchedule.FromEnvironment(
            Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"), TimeProvider.System));

    /// <summary>Says that counting goes on; called by the thread that counts, which is the one that must not hang.</summary>
    public void Live()
    {
        if (watchdog.IsDue())
        {
            notifier.Notify(new ServiceState("WATCHDOG=1"));
        }
    }

    /// <summary>What <c>systemctl status</c> shows: whether the log is behind, or read to its end.</summary>
    public void ShowProgress(bool isCatchingUp, long octetsBehind) => Show(isCatchingUp
        ? string.Create(CultureInfo.InvariantCulture, $"Catching up with the log, {octetsBehind / (1 << 20)} MiB to go")
        : "Following the log");

    private void Show(string status)
    {
        if (status != _status)
        {
            _status = status;
            notifier.Notify(new ServiceState("STATUS=" + status));
        }
    }
}
