// A piece of a file as a stream of its own.

using Microsoft.Win32.SafeHandles;

namespace PostfixStats.Daemon.Commands;

/// <summary>Reads a file from one place to another. Several may read the same handle on several threads.</summary>
/// <param name="file">A file that can be read at any place.</param>
/// <param name="start">Where to begin, in octets.</param>
/// <param name="end">Where to end; the file may end before.</param>
/// <param name="progress">Is told what has been read.</param>
internal sealed class FileRange(SafeFileHandle file, long start, long end, CountProgress progress) : Stream
{
    private long _position = start;

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        int read = RandomAccess.Read(file, buffer[..(int)Math.Min(buffer.Length, end - _position)], _position);
        _position += read;
        progress.Add(read);
        return read;
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
