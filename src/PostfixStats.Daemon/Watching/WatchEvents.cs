// Time, signals and keys, as one sequence of events for one thread.

using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace PostfixStats.Daemon.Watching;

/// <summary>Collects what happens.</summary>
internal sealed class WatchEvents : IDisposable
{
    private readonly Channel<WatchEvent> _events = Channel.CreateUnbounded<WatchEvent>();
    private readonly List<IDisposable> _sources = [];

    /// <summary>Begins with the first tick.</summary>
    public WatchEvents(TimeProvider clock)
    {
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
        {
            On(signal, WatchEvent.Quit);
        }

        _sources.Add(clock.CreateTimer(_ => Add(WatchEvent.Tick), null, TimeSpan.Zero, Watcher.LookInterval));
    }

    /// <summary>Has a signal be an event, instead of what else it does.</summary>
    public void On(PosixSignal signal, WatchEvent meaning) => _sources.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        Add(meaning);
    }));

    /// <summary>Has the key q ask for the end.</summary>
    public void ReadKeys()
    {
        var reader = new Thread(() =>
        {
            try
            {
                using var keys = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
                int key;
                do
                {
                    key = keys.ReadByte();
                }
                while (key is not (-1 or 'q' or 'Q'));

                if (key != -1)
                {
                    Add(WatchEvent.Quit);
                }
            }
            catch (IOException)
            {
                // The terminal is gone, which SIGHUP tells.
            }
        })
        {
            IsBackground = true,
        };
        reader.Start();
    }

    /// <summary>Waits for the next event.</summary>
    public WatchEvent Take() => _events.Reader.ReadAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (IDisposable source in _sources)
        {
            source.Dispose();
        }
    }

    private void Add(WatchEvent what) => _events.Writer.TryWrite(what);
}
