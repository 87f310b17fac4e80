// SIGHUP: the configuration is read again.

using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Logging;
using PostfixStats.Daemon.Notifying;
using PostfixStats.Grammar;
using Serilog.Core;

namespace PostfixStats.Daemon.Running;

/// <summary>Puts what can change while the daemon runs into effect: log level, names, exclusions, and when to notify.</summary>
/// <param name="load">Reads configuration file, environment and options again.</param>
/// <param name="level">What is logged.</param>
/// <param name="grammar">What lines are counted by.</param>
/// <param name="notifications">When notifications are sent.</param>
/// <param name="logger">Told how it went.</param>
internal sealed class ReloadService(
    Func<Settings> load, LoggingLevelSwitch level, LiveGrammar grammar, NotificationStatus notifications, ILogger<ReloadService> logger)
    : IHostedService, IDisposable
{
    private PosixSignalRegistration? _registration;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            Reload();
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose() => _registration?.Dispose();

    /// <summary>Reads the configuration again; where it is wrong, all stays as it was.</summary>
    public void Reload()
    {
        try
        {
            Settings settings = load();
            grammar.Options = settings.Grammar;
            notifications.Limits = settings.Notifications;
            Log.Reloaded(logger);
            level.MinimumLevel = LogSetup.Convert(settings.LogLevel);
        }
        catch (ExitException e)
        {
            Log.ReloadRefused(logger, e.Message);
        }
    }
}
