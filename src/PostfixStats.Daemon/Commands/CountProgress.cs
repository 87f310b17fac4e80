// How far `count` is, for a person who waits.

using System.Globalization;

namespace PostfixStats.Daemon.Commands;

/// <summary>One line on a terminal that is written again and again, and taken away at the end.</summary>
/// <param name="terminal">Where to; null where nobody looks.</param>
/// <param name="clock">Tells when to begin: what is done at once needs no words.</param>
internal sealed class CountProgress(TextWriter? terminal, TimeProvider clock)
{
    /// <summary>How often a person is told something new.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly long _began = clock.GetTimestamp();
    private long _read;
    private TimeSpan _next = Patience;
    private int _shown;

    /// <summary>How many octets there are to read; 0 where standard input or a pipe is among it.</summary>
    public long Total { get; set; }

    /// <summary>Notes that octets have been read, on any thread.</summary>
    public void Add(int octets) => Interlocked.Add(ref _read, octets);

    /// <summary>Shows how far it is, if it takes long and nothing has been shown just now.</summary>
    public void Show()
    {
        TimeSpan elapsed = clock.GetElapsedTime(_began);
        if (terminal is null || elapsed < _next)
        {
            return;
        }

        _next = elapsed + Interval;

        long read = Interlocked.Read(ref _read);
        double megabytes = read / 1e6;
        string rate = string.Create(CultureInfo.InvariantCulture, $"{megabytes / elapsed.TotalSeconds:F0} MB/s");
        Write(Total > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(100 * read / Total, 100)} % of {Total / 1e6:F0} MB, {rate}")
            : string.Create(CultureInfo.InvariantCulture, $"{megabytes:F0} MB, {rate}"));
    }

    /// <summary>Takes the line away, before anything else is written.</summary>
    public void Clear()
    {
        if (_shown > 0)
        {
            Write("");
            terminal!.Write('\r');
            _shown = 0;
        }
    }

    private void Write(string text)
    {
        terminal!.Write('\r' + text.PadRight(_shown));
        terminal.Flush();
        _shown = text.Length;
    }
}
