// What a pipe gets: a block of text, and after each interval another one.

namespace PostfixStats.Daemon.Watching;

/// <summary>Prints blocks.</summary>
/// <param name="watcher">What there is to print.</param>
/// <param name="interval">The time from one block to the next.</param>
/// <param name="once">Whether one is enough.</param>
/// <param name="write">Where to.</param>
internal sealed class WatchBlocks(Watcher watcher, TimeSpan interval, bool once, Action<string> write)
{
    private TimeSpan _waited;

    /// <summary>Takes note that <see cref="Watcher.LookInterval"/> has passed: looks, and prints where it is time to and there is
    /// something to tell: rates over the whole interval, or why there are none.</summary>
    /// <returns>Whether to go on.</returns>
    /// <exception cref="IOException">Nobody reads any more.</exception>
    public bool Tick()
    {
        watcher.Look();
        _waited += Watcher.LookInterval;
        if (_waited < interval || (watcher.Span < interval && watcher.Trouble is null))
        {
            return true;
        }

        _waited = TimeSpan.Zero;
        write(string.Join('\n', watcher.Draw(WatchShape.Plain)) + (once ? "\n" : "\n\n"));
        return !once;
    }
}
