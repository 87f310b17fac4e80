// Bytes in, lines out: cuts a stream at its line feeds and knows where the line not yet complete begins.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace PostfixStats.Following;

/// <summary>
/// Reads a stream line by line in constant memory. A stream that has come to its end may grow later: a line without a line
/// feed waits, and counts once it is complete or <see cref="Finish"/> says that nothing more will come. A hole, which a crash or
/// a truncation under the writer left and which reads as zeros, ends a line as well: what stands behind it is whole.
/// </summary>
public sealed class LineStream
{
    /// <summary>A longer line is passed over as a whole; Postfix writes at most 2,000 octets of text (MSG_SYSLOG_RECLEN).</summary>
    public const int MaxLineLength = 16 * 1024;

    /// <summary>The longest line with its line feed, and a block behind it that line ends are searched in.</summary>
    public const int MinBufferLength = MaxLineLength + 1 + LineEnds.BlockLength;

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
    /// <param name="beginning">The fingerprint of what stands before.</param>
    /// <param name="buffer">
    /// Where to read to, at least <see cref="MinBufferLength"/> octets, for a caller that has one at hand; null for one of 64 KiB.
    /// </param>
    public LineStream(Stream input, ILineSink sink, long offset = 0, Fingerprint beginning = default, byte[]? buffer = null)
    {
        _input = input;
        _sink = sink;
        _buffer = buffer ?? new byte[64 * 1024];
        ArgumentOutOfRangeException.ThrowIfLessThan(_buffer.Length, MinBufferLength, nameof(buffer));
        Offset = offset;
        Beginning = beginning;
    }

    /// <summary>Where the first line that has not been passed on begins, in octets.</summary>
    public long Offset { get; private set; }

    /// <summary>How far the stream has been read, in octets: <see cref="Offset"/> and what there is of an incomplete line.</summary>
    public long ReadTo => Offset + _dropped + _filled;

    /// <summary>The fingerprint of the log's beginning, as far as it was read.</summary>
    public Fingerprint Beginning { get; private set; }

    /// <summary>Reads once and passes on the lines that are complete.</summary>
    /// <returns>How many octets were read; 0 at the end of the stream, which may be a passing one.</returns>
    public int Pump()
    {
        int read = _input.Read(_buffer.AsSpan(_filled, _buffer.Length - LineEnds.BlockLength - _filled));
        if (read > 0)
        {
            if (Beginning.Length == ReadTo)
            {
                Beginning = Beginning.Append(_buffer.AsSpan(_filled, read));
            }

            _filled += read;
            PassOn();
        }

        return read;
    }

    /// <summary>Passes on what stands behind the last line feed: nothing more will be written to this log.</summary>
    public void Finish()
    {
        if (_filled > 0 || _overlong)
        {
            End(_buffer.AsSpan(0, _filled), _filled);
        }

        Offset += _dropped;
        _filled = 0;
        _dropped = 0;
    }

    private void PassOn()
    {
        int start = 0;
        ReadOnlySpan<byte> text = _buffer;
        for (int next = 0; next < _filled;)
        {
            int block = next;
            next += LineEnds.BlockLength;
            ulong candidates = LineEnds.Candidates(text.Slice(block, LineEnds.BlockLength));
            if (next > _filled)
            {
                candidates &= (1UL << (_filled - block)) - 1;
            }

            for (; candidates != 0; candidates &= candidates - 1)
            {
                int end = block + BitOperations.TrailingZeroCount(candidates);
                byte ending = text[end];
                if (ending == '\n')
                {
                    End(text[start..end], length: end - start + 1);
                    start = end + 1;
                }
                else if (ending == 0)
                {
                    start = PassHole(start, end);
                    next = start;
                    break;
                }
            }
        }

        Restart(start);
        _overlong |= _filled > MaxLineLength;
        if (_overlong)
        {
            _dropped += _filled;
            _filled = 0;
        }
    }

    /// <summary>Passes on a line that a hole ended, if there is one, and passes over the zeros.</summary>
    /// <returns>Where they end.</returns>
    private int PassHole(int start, int hole)
    {
        if (hole > start || _overlong)
        {
            End(_buffer.AsSpan(start, hole - start), length: hole - start);
        }

        // Between lines: part of what has to be passed over before the next one.
        int zeros = _buffer.AsSpan(hole, _filled - hole).IndexOfAnyExcept((byte)0);
        int end = zeros < 0 ? _filled : hole + zeros;
        _dropped += end - hole;
        return end;
    }

    /// <summary>Passes on a line.</summary>
    /// <param name="line">The line, or what is left of one that was too long.</param>
    /// <param name="length">How far the next one begins behind its beginning, in octets.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void End(ReadOnlySpan<byte> line, int length)
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

        Offset += _dropped + length;
        _dropped = 0;
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
