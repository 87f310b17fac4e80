// The thread that counts.

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Logging;

namespace PostfixStats.Daemon.Running;

/// <summary>Polls the collector until the host stops, then saves.</summary>
internal sealed class CollectorService(
    Collector collector,
    CaughtUpSignal caughtUp,
    ServiceManager manager,
    ExitStatus exit,
    ILogger<CollectorService> logger) : BackgroundService
{
    /// <summary>How long a new line waits at most: half of what a poller may be behind, and still next to no work when idle.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        collector.Stop();
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => Count(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>On a thread of its own: five times a second all day long, a timer and the pool's threads would cost more than a poll does.</summary>
    private void Count(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                bool more = collector.Poll();
                manager.Live();
                manager.ShowProgress(collector.Latest.Health.IsCatchingUp, collector.Latest.Health.OctetsBehind);
                if (collector.IsCaughtUp)
                {
                    caughtUp.Set();
                }

                if (!more)
                {
                    stoppingToken.WaitHandle.WaitOne(Interval);
                }
            }
        }
        catch (Exception e)
        {
            // The host would end the process as if all were well.
            exit.Code = ExitCode.Software;
            Log.ServiceFailed(logger, e, "counting");
            throw;
        }
    }
}
