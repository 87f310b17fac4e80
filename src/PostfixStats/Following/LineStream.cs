// Bytes in, lines out: cuts a stream at its line feeds and knows where the line not yet complete begins.

namespace PostfixStats.Following;

/// <summary>
/// Reads a stream line by line in constant memory. A stream that has come to its end may grow later: a line without a line
/// feed waits, and counts once it is complete or <see cref="Finish"/> says that nothing more will come.
/// </summary>
public sealed class LineStream
{
    /// <summary>A longer line is passed over as a whole; Postfix writes at most 2,000 octets of text (MSG_SYSLOG_RECLEN).</summary>
    public const int MaxLineLength = 16 * 1024;

    private readonly Stream _input;
    private readonly ILineSink _sink;
    private readonly byte[] _buffer;
    private int _filled;
    private long _dropped;
    private bool _overlong;

    /// <summary>Reads lines from where the stream stands.</summary>
    /// <param name="input">A stream standing at the beginning of a line.</param>
    /// <param name="sink">Takes the lines.</param>
    /// <param name="offset">Where that is in the log, in octets.</param>
    /// <param name="bufferSize">Octets read at once, more than <see cref="MaxLineLength"/>.</param>
    public LineStream(Stream input, ILineSink sink, long offset = 0, int bufferSize = 64 * 1024)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(bufferSize, MaxLineLength);
        _input = input;
        _sink = sink;
        _buffer = new byte[bufferSize];
        Offset = offset;
    }

    /// <summary>Where the first line that has not been passed on begins, in octets.</summary>
    public long Offset { get; private set; }

    /// <summary>How far the stream has been read, in octets: <see cref="Offset"/> and what there is of an incomplete line.</summary>
    public long ReadTo => Offset + _dropped + _filled;

    /// <summary>Reads once and passes on the lines that are complete.</summary>
    /// <returns>How many octets were read; 0 at the end of the stream, which may be a passing one.</returns>
    public int Pump()
    {
        int read = _input.Read(_buffer.AsSpan(_filled));
        _filled += read;
        if (read > 0)
        {
            PassOn();
        }

        return read;
    }

    /// <summary>Passes on what stands behind the last line feed: nothing more will be written to this log.</summary>
    public void Finish()
    {
        if (ReadTo > Offset)
        {
            End(_buffer.AsSpan(0, _filled));
            Offset = ReadTo;
            _filled = 0;
            _dropped = 0;
        }
    }

    private void PassOn()
    {
        int start = 0;
        while (true)
        {
            if (start < _filled && _buffer[start] == 0 && !_overlong)
            {
                start = DropZeros(start);
            }

            ReadOnlySpan<byte> rest = _buffer.AsSpan(start, _filled - start);
            int length = rest.IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }

            End(rest[..length]);
            Offset += _dropped + length + 1;
            _dropped = 0;
            start += length + 1;
        }

        Restart(start);
        if (_filled > MaxLineLength)
        {
            _overlong = true;
        }

        if (_overlong)
        {
            _dropped += _filled;
            _filled = 0;
        }
    }

    /// <summary>
    /// A hole that a crash or a truncation under the writer left reads as zeros: the line behind it is whole, and counts.
    /// </summary>
    private int DropZeros(int start)
    {
        int zeros = _buffer.AsSpan(start, _filled - start).IndexOfAnyExcept((byte)0);
        int end = zeros < 0 ? _filled : start + zeros;
        _dropped += end - start;
        return end;
    }

    private void End(ReadOnlySpan<byte> line)
    {
        if (_overlong || line.Length > MaxLineLength)
        {
            _overlong = false;
            _sink.TakeOverlong();
        }
        else
        {
            _sink.Take(line);
        }
    }

    /// <summary>Moves what is left of the buffer to its front.</summary>
    private void Restart(int start)
    {
        if (start > 0)
        {
            _buffer.AsSpan(start, _filled - start).CopyTo(_buffer);
        }

        _filled -= start;
    }
}
