// The slow tick at which conditions are looked at.

using AgentX;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Logging;
using PostfixStats.Daemon.Notifying;
using PostfixStats.Daemon.Serving;

namespace PostfixStats.Daemon.Running;

/// <summary>Sends notifications, from the first catch-up on: what happened while the log was read is told then.</summary>
internal sealed class NotificationService : BackgroundService
{
    /// <summary>How late a notification can be.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Notifier _notifier;
    private readonly StatsView _view;
    private readonly CaughtUpSignal _caughtUp;
    private readonly ExitStatus _exit;
    private readonly ILogger<NotificationService> _logger;
    private readonly TimeProvider _clock;

    /// <summary>Made before the log is read: gaps found from now on are news.</summary>
    public NotificationService(
        Settings settings,
        MibObjects objects,
        NotificationStatus status,
        Subagent subagent,
        Collector collector,
        StatsView view,
        CaughtUpSignal caughtUp,
        ExitStatus exit,
        ILogger<NotificationService> logger,
        TimeProvider clock)
    {
        _notifier = new Notifier(
            Conditions.Of(status, settings.Queues.Select(each => each.Instance), collector.Latest, clock),
            new NoticeObjects(settings.BaseOid, objects),
            (notification, varBinds, cancellation) => subagent.NotifyAsync(notification, varBinds, cancellation: cancellation),
            status,
            logger);
        _view = view;
        _caughtUp = caughtUp;
        _exit = exit;
        _logger = logger;
        _clock = clock;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _caughtUp.WaitAsync(stoppingToken);
            while (true)
            {
                await _notifier.LookAsync(_view.Latest, stoppingToken);
                await Task.Delay(Interval, _clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            _exit.Code = ExitCode.Software;
            Log.ServiceFailed(_logger, e, "notifying");
            throw;
        }
    }
}
