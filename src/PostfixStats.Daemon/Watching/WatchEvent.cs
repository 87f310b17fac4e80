// What the watching thread waits for.

namespace PostfixStats.Daemon.Watching;

/// <summary>Something that happened to the watching process.</summary>
internal enum WatchEvent
{
    /// <summary><see cref="Watcher.LookInterval"/> has passed.</summary>
    Tick,

    /// <summary>The window has another size: SIGWINCH.</summary>
    Resize,

    /// <summary>Ctrl-Z: SIGTSTP.</summary>
    Stop,

    /// <summary>The process goes on after it was stopped: SIGCONT.</summary>
    Continue,

    /// <summary>A key or a signal asks for the end.</summary>
    Quit,
}
