// The background in which the queues are read.

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Logging;
using PostfixStats.Daemon.Queues;

namespace PostfixStats.Daemon.Running;

/// <summary>Watches each instance by itself, so that one that hangs keeps no other waiting.</summary>
internal sealed class QueueService(
    Settings settings,
    QueueBoard board,
    ExitStatus exit,
    ILogger<QueueService> logger,
    TimeProvider clock) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            IEnumerable<Task> watches = settings.Queues.Select(location => Task.Run(
                () => new QueueWatch(new QueueReader(location, clock), board, settings.QueueInterval, logger, clock).RunAsync(stoppingToken),
                stoppingToken));
            await foreach (Task ended in Task.WhenEach(watches))
            {
                await ended;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            exit.Code = ExitCode.Software;
            Log.ServiceFailed(logger, e, "reading the queues");
            throw;
        }
    }
}
