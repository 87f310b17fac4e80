// What is needed once and not again.

using Microsoft.Extensions.Hosting;

namespace PostfixStats.Daemon.Running;

/// <summary>Gives memory back: a daemon that follows a log allocates so little that nothing else would make it look for days.</summary>
internal sealed class MemoryService(CaughtUpSignal caughtUp, TimeProvider clock) : BackgroundService
{
    /// <summary>After the first catch-up: how long registering with the master and the first commits take, and much more.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>What a rotation or another master needed stays no longer.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await caughtUp.WaitAsync(stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await Task.Delay(Settling, clock, stoppingToken);
        while (true)
        {
            ProgramImage.GiveBack();
            await Task.Delay(Interval, clock, stoppingToken);
        }
    }
}
