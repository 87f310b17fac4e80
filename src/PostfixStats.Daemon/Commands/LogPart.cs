// What one thread counts at a time.

using System.Buffers;
using PostfixStats.Following;

namespace PostfixStats.Daemon.Commands;

/// <summary>A whole log, or the lines of a large one between two places.</summary>
/// <param name="Name">What the person calls the log.</param>
/// <param name="Open">Opens the text.</param>
internal sealed record LogPart(string Name, Func<Stream> Open)
{
    /// <summary>Octets read at once; small enough to stay in the processor's cache.</summary>
    private const int BufferSize = 128 * 1024;

    /// <summary>False for standard input and pipes: what has been read is gone.</summary>
    public bool CanBeReadAgain { get; init; } = true;

    /// <summary>What to close after this part, which is the last one of its log.</summary>
    public IDisposable? Last { get; init; }

    /// <summary>Passes on every line.</summary>
    /// <returns>Null, or why the text could not be read to its end; what was read has been passed on.</returns>
    public string? Read(ILineSink sink)
    {
        LineStream? lines = null;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using Stream input = Open();
            lines = new LineStream(input, sink, buffer: buffer);
            while (lines.Pump() > 0)
            {
            }

            lines.Finish();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            lines?.Finish();
            return $"{Name}: {e.Message}";
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
