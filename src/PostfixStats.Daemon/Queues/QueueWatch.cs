// Reads the queues of one instance again and again.

using Microsoft.Extensions.Logging;
using PostfixStats.Daemon.Logging;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Queues;

/// <summary>Keeps one instance's place on the board up to date.</summary>
/// <param name="reader">Reads.</param>
/// <param name="board">Is told.</param>
/// <param name="interval">The pause between the end of a reading and the beginning of the next.</param>
/// <param name="logger">Is told once when reading begins to fail, and once when it works again.</param>
/// <param name="clock">The clock.</param>
internal sealed class QueueWatch(QueueReader reader, QueueBoard board, TimeSpan interval, ILogger logger, TimeProvider clock)
{
    /// <summary>How the last try ended; null before the first.</summary>
    private QueueSource? _source;

    private bool _isFailing;

    /// <summary>Reads until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await ReadAsync(cancellation);
            await Task.Delay(interval, clock, cancellation);
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        try
        {
            (QueueReading reading, QueueSource source) = await reader.ReadAsync(cancellation);
            board.Succeeded(reader.Instance, reading);
            if (_isFailing || source != _source)
            {
                Log.QueuesRead(logger, reader.Instance, source == QueueSource.Showq ? "through showq" : "by counting directories");
            }

            _source = source;
            _isFailing = false;
        }
        catch (QueueReadException e)
        {
            board.Failed(reader.Instance, e.Message);
            if (!_isFailing)
            {
                Log.QueuesNotRead(logger, reader.Instance, e.Message);
            }

            _isFailing = true;
        }
    }
}
