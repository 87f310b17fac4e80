// One open log file and how far it has been counted.

using PostfixStats.Counting;

namespace PostfixStats.Following;

/// <summary>An open log file: the live one, one that was renamed and may still be written to, or a rotated one.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly Stream _stream;
    private readonly ILineSink _sink;
    private readonly LineStream _lines;

    private LogFile(LogOnDisk found, Stream stream, ILineSink sink, long offset, Fingerprint beginning)
    {
        Found = found;
        _stream = stream;
        _sink = sink;
        _lines = new LineStream(stream, sink, offset, beginning);
    }

    /// <summary>The file as it was found.</summary>
    public LogOnDisk Found { get; }

    /// <summary>Device and inode.</summary>
    public FileIdentity Identity => Found.Status.Identity;

    /// <summary>Whether nobody writes to it any more: it is compressed.</summary>
    public bool IsFinal { get; private init; }

    /// <summary>Octets that were counted and that the file does not hold any more: it lost its end.</summary>
    public long Shortfall { get; private init; }

    /// <summary>When it last had something new, on the caller's clock.</summary>
    public long LastGrowth { get; set; }

    /// <summary>Whether the last read came to its end.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether it has not grown for so long that it counts as finished although it is watched still.</summary>
    public bool IsIdle { get; set; }

    /// <summary>Whether it has more, which cannot be read just now.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Octets counted.</summary>
    public long Offset => _lines.Offset;

    /// <summary>Octets read, complete lines or not.</summary>
    public long ReadTo => _lines.ReadTo;

    /// <summary>What its last line did.</summary>
    public LineEffect LastEffect => _sink.LastEffect;

    /// <summary>The file itself, where it is not a compressed one.</summary>
    private FileStream? Plain => _stream as FileStream;

    /// <summary>Opens a log where a position in it was left, or at its beginning.</summary>
    /// <exception cref="FileNotFoundException">It has gone, or another file has its name.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    /// <exception cref="InvalidDataException">Its compressed form is damaged.</exception>
    public static LogFile Open(LogOnDisk from, LogPosition? position, ILineSink sink)
    {
        Stream text = from.Open();
        try
        {
            if (position is not null)
            {
                sink.LastEffect.Restore(position.LastEffect);
            }

            return text is FileStream file ? OpenPlain(from, file, position, sink) : OpenCompressed(from, text, position, sink);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>Reads on.</summary>
    /// <returns>Octets read; 0 at the end.</returns>
    public int Pump()
    {
        int read = _lines.Pump();
        IsAtEnd = read == 0;
        return read;
    }

    /// <summary>Counts a last line without a line feed: nothing more will be written.</summary>
    public void Finish() => _lines.Finish();

    /// <summary>
    /// Whether the file was cut back since it was last read: it is shorter, or begins with something else.
    /// </summary>
    /// <param name="size">Its size now.</param>
    public bool WasTruncated(long size) =>
        size < ReadTo || (Plain is { } file && FingerprintOf(file, _lines.Beginning.Length) != _lines.Beginning);

    /// <summary>The size and link count of the open file; null for a compressed one.</summary>
    public FileStatus? Status() =>
        Plain is { } file && FileStatus.TryGet(file.SafeFileHandle, out FileStatus status) == 0 ? status : null;

    /// <summary>Where counting stands, to be kept in the state file.</summary>
    public LogPosition Position(bool isFinished = false) =>
        new(Identity, _lines.Beginning, _lines.Offset, isFinished || (IsIdle && ReadTo == _lines.Offset), LastEffect.Save());

    /// <summary>The same with the file's beginning as it is now, read or not.</summary>
    public LogPosition Sighting() =>
        Plain is { } file ? Position() with { Fingerprint = FingerprintOf(file, Fingerprint.MaxLength) } : Position();

    /// <inheritdoc />
    public void Dispose() => _stream.Dispose();

    private static LogFile OpenPlain(LogOnDisk from, FileStream file, LogPosition? position, ILineSink sink)
    {
        if (FileStatus.TryGet(file.SafeFileHandle, out FileStatus status) != 0 || status.Identity != from.Status.Identity)
        {
            throw new FileNotFoundException("another file took its name");
        }

        long offset = Math.Min(position?.Offset ?? 0, status.Size);
        if (position is { Fingerprint.IsEmpty: true })
        {
            offset = BehindLastLine(file, offset);
        }
        else if (position is not null && FingerprintOf(file, position.Fingerprint.Length) != position.Fingerprint)
        {
            throw new FileNotFoundException("it was cut back");
        }

        file.Position = offset;
        bool isSame = position is null || position.Identity == status.Identity;
        return new LogFile(
            from, file, sink, offset, FingerprintOf(file, (int)Math.Min(offset, Fingerprint.MaxLength)))
        {
            // A copy may be without what was written while it was made, and that was counted from the original.
            Shortfall = isSame || from.IsLive ? Math.Max(0, (position?.Offset ?? 0) - status.Size) : 0,
        };
    }

    private static LogFile OpenCompressed(LogOnDisk from, Stream text, LogPosition? position, ILineSink sink)
    {
        Fingerprint beginning = default;
        byte[] block = new byte[64 * 1024];
        long offset = 0;
        for (long wanted = position?.Offset ?? 0; offset < wanted;)
        {
            int read = text.Read(block, 0, (int)Math.Min(wanted - offset, block.Length));
            if (read == 0)
            {
                break;
            }

            beginning = beginning.Append(block.AsSpan(0, read));
            offset += read;
        }

        return new LogFile(from, text, sink, offset, beginning) { IsFinal = true };
    }

    private static Fingerprint FingerprintOf(FileStream file, int length)
    {
        Span<byte> beginning = stackalloc byte[length];
        int read = 0;
        while (read < length && RandomAccess.Read(file.SafeFileHandle, beginning[read..], read) is > 0 and int more)
        {
            read += more;
        }

        return Fingerprint.Of(beginning[..read]);
    }

    /// <summary>The offset behind the last line feed: a first start leaves out what stands there, and half a line is no line yet.</summary>
    private static long BehindLastLine(FileStream file, long size)
    {
        byte[] block = new byte[4096];
        for (long end = size; end > 0;)
        {
            int length = (int)Math.Min(end, block.Length);
            int read = RandomAccess.Read(file.SafeFileHandle, block.AsSpan(0, length), end - length);
            int feed = block.AsSpan(0, read).LastIndexOf((byte)'\n');
            if (feed >= 0)
            {
                return end - length + feed + 1;
            }

            end -= length;
        }

        return 0;
    }
}
