// What a person looks at: a frame on the terminal's other screen, drawn over the one before.

namespace PostfixStats.Daemon.Watching;

/// <summary>Draws frames, each in one write.</summary>
/// <param name="watcher">What there is to draw.</param>
/// <param name="interval">The time from one frame to the next.</param>
/// <param name="shape">What may be drawn.</param>
/// <param name="size">The room that there is at the moment.</param>
/// <param name="write">The terminal.</param>
internal sealed class WatchTerminal(Watcher watcher, TimeSpan interval, WatchShape shape, Func<(int Width, int Height)> size, Action<string> write)
{
    // The other screen, no cursor, and lines that are cut rather than wrapped where the window is narrow (xterm, DECSET 1049, 25, 7).
    private const string EnterSequence = "\e[?1049h\e[?25l\e[?7l";
    private const string LeaveSequence = "\e[?7h\e[?25h\e[?1049l";

    private TimeSpan _left;

    /// <summary>Takes the screen.</summary>
    public void Enter() => write(EnterSequence);

    /// <summary>Gives the screen back as it was; the cursor is where it was.</summary>
    public void Leave() => write(LeaveSequence);

    /// <summary>Takes note that <see cref="Watcher.LookInterval"/> has passed: looks, and draws where it is time to.</summary>
    public void Tick()
    {
        watcher.Look();
        _left -= Watcher.LookInterval;
        if (_left <= TimeSpan.Zero)
        {
            _left = interval;
            Draw();
        }
    }

    /// <summary>Draws over what is there. Each line clears what is left of the one before, and the last what is below it.</summary>
    public void Draw()
    {
        (int width, int height) = size();
        write($"\e[H{string.Join("\e[K\r\n", watcher.Draw(shape with { Width = width, Height = height }))}\e[K\e[J");
    }
}
