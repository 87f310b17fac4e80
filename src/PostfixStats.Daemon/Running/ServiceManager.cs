// What systemd is told (sd_notify(3)): that we are ready, that we live, and what we are doing.

using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace PostfixStats.Daemon.Running;

/// <summary>
/// Tells the service manager, whichever speaks that protocol; without one, nothing happens. The host's own lifetime for systemd
/// would do so only where the parent process is called systemd.
/// </summary>
/// <param name="notifier">The way to the service manager.</param>
/// <param name="watchdog">When a sign of life is due.</param>
internal sealed class ServiceManager(ISystemdNotifier notifier, WatchdogSchedule watchdog) : IHostedLifecycleService
{
    private string _status = "";

    /// <summary>The service manager that started this process.</summary>
    public static ServiceManager OfThisProcess() => new(
        new SystemdNotifier(),
        WatchdogSchedule.FromEnvironment(
            Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"), TimeProvider.System));

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Tell(ServiceState.Ready);

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Tell(ServiceState.Stopping);

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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

    private Task Tell(ServiceState state)
    {
        notifier.Notify(state);
        return Task.CompletedTask;
    }

    private void Show(string status)
    {
        if (status != _status)
        {
            _status = status;
            notifier.Notify(new ServiceState("STATUS=" + status));
        }
    }
}
