// One open log file and how far it has been counted.

namespace PostfixStats.Following;

/// <summary>An open log file: the live one, one that was renamed and may still be written to, or a rotated one.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly Stream _stream;
    private readonly ILineSink _sink;
    private readonly LineStream _lines;
    private Fingerprint _fingerprint;

    private LogFile(string path, Stream stream, FileIdentity identity, Fingerprint fingerprint, ILineSink sink, long offset)
    {
        Path = path;
        Identity = identity;
        _stream = stream;
        _fingerprint = fingerprint;
        _sink = sink;
        _lines = new LineStream(stream, sink, offset);
    }

    /// <summary>The name it was opened by.</summary>
    public string Path { get; }

    /// <summary>Device and inode.</summary>
    public FileIdentity Identity { get; }

    /// <summary>When it last had something new, on the caller's clock.</summary>
    public long LastGrowth { get; set; }

    /// <summary>Octets read, complete lines or not.</summary>
    public long ReadTo => _lines.ReadTo;

    /// <summary>The file itself, where it is not a compressed one.</summary>
    private FileStream? Plain => _stream as FileStream;

    /// <summary>Opens a file that has no position yet.</summary>
    /// <param name="path">The live log.</param>
    /// <param name="sink">Takes its lines.</param>
    /// <param name="fromEnd">Whether what it holds now is passed over.</param>
    public static LogFile OpenNew(string path, ILineSink sink, bool fromEnd)
    {
        FileStream file = OpenFile(path);
        try
        {
            FileStatus status = StatusOf(file);
            long offset = fromEnd ? BehindLastLine(file, status.Size) : 0;
            file.Position = offset;
            return new LogFile(path, file, status.Identity, FingerprintOf(file), sink, offset);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Why a file cannot be opened, or null where it can.</summary>
    public static Exception? WhyNotReadable(string path)
    {
        try
        {
            OpenFile(path).Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e;
        }
    }

    /// <summary>Whether the file of that name is still the one of a position, and holds what was counted of it.</summary>
    public static bool IsAt(string path, LogPosition position)
    {
        try
        {
            using FileStream file = OpenFile(path);
            return IsAt(file, position);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Opens the live log where it was left.</summary>
    /// <exception cref="InvalidDataException">The file of that name is another one.</exception>
    public static LogFile Resume(string path, LogPosition position, ILineSink sink)
    {
        FileStream file = OpenFile(path);
        try
        {
            if (!IsAt(file, position))
            {
                throw new InvalidDataException("it changed while it was opened");
            }

            file.Position = position.Offset;
            Restore(position, sink);
            return new LogFile(path, file, position.Identity, FingerprintOf(file), sink, position.Offset);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a rotated log, where a position in it was left or at its beginning.</summary>
    /// <exception cref="InvalidDataException">It is shorter than the position says, or its compressed form is damaged.</exception>
    public static LogFile OpenRotated(RotatedLog rotated, LogPosition? position, ILineSink sink)
    {
        Stream text = rotated.Open();
        try
        {
            Fingerprint fingerprint = position?.Fingerprint ?? default;
            if (text is FileStream file)
            {
                fingerprint = FingerprintOf(file);
                file.Position = position?.Offset ?? 0;
            }
            else
            {
                fingerprint = SkipTo(text, position?.Offset ?? 0, fingerprint);
            }

            if (position is not null)
            {
                Restore(position, sink);
            }

            return new LogFile(rotated.Path, text, rotated.Status.Identity, fingerprint, sink, position?.Offset ?? 0);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>Reads on.</summary>
    /// <returns>Octets read; 0 at the end.</returns>
    public int Pump() => _lines.Pump();

    /// <summary>Counts a last line without a line feed: nothing more will be written.</summary>
    public void Finish() => _lines.Finish();

    /// <summary>
    /// Whether the file was cut back since it was last read: it is shorter, or begins with something else.
    /// </summary>
    /// <param name="size">Its size now.</param>
    public bool WasTruncated(long size)
    {
        if (size < ReadTo)
        {
            return true;
        }

        return Plain is { } file && FingerprintOf(file, _fingerprint.Length) != _fingerprint;
    }

    /// <summary>The size and link count of the open file; null for a compressed one.</summary>
    public FileStatus? Status() =>
        Plain is { } file && FileStatus.TryGet(file.SafeFileHandle, out FileStatus status) == 0 ? status : null;

    /// <summary>Where counting stands, to be kept in the state file.</summary>
    public LogPosition Position(bool finished = false)
    {
        if (Plain is { } file && _fingerprint.Length < Fingerprint.MaxLength && _fingerprint.Length < ReadTo)
        {
            _fingerprint = FingerprintOf(file, (int)Math.Min(ReadTo, Fingerprint.MaxLength));
        }

        return new LogPosition(Identity, _fingerprint, _lines.Offset, finished, _sink.LastEffect.Slots.ToArray());
    }

    /// <inheritdoc />
    public void Dispose() => _stream.Dispose();

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);

    private static bool IsAt(FileStream file, LogPosition position)
    {
        FileStatus status = StatusOf(file);
        return status.Identity == position.Identity
            && status.Size >= position.Offset
            && FingerprintOf(file, position.Fingerprint.Length) == position.Fingerprint;
    }

    private static FileStatus StatusOf(FileStream file)
    {
        int error = FileStatus.TryGet(file.SafeFileHandle, out FileStatus status);
        return error == 0 && status.IsRegular
            ? status
            : throw new IOException(error == 0 ? "not a regular file" : $"statx failed, errno {error}");
    }

    private static Fingerprint FingerprintOf(FileStream file, int length = Fingerprint.MaxLength)
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

    /// <summary>Passes over what has been counted of a compressed log.</summary>
    private static Fingerprint SkipTo(Stream text, long offset, Fingerprint known)
    {
        byte[] block = new byte[64 * 1024];
        for (long left = offset; left > 0;)
        {
            int read = text.Read(block, 0, (int)Math.Min(left, block.Length));
            if (read == 0)
            {
                throw new InvalidDataException("it is shorter than what was read of it before");
            }

            left -= read;
        }

        return known;
    }

    private static void Restore(LogPosition position, ILineSink sink)
    {
        sink.LastEffect.Clear();
        foreach (int slot in position.LastEffect)
        {
            sink.LastEffect.Add(slot);
        }
    }
}
