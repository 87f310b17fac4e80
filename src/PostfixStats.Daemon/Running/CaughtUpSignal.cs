// The moment from which pollers may see the counters.

namespace PostfixStats.Daemon.Running;

/// <summary>Is set once, after the first catch-up.</summary>
internal sealed class CaughtUpSignal
{
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets everyone go on who waits.</summary>
    public void Set() => _source.TrySetResult();

    /// <summary>Waits for the first catch-up.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _source.Task.WaitAsync(cancellation);
}
