// One file on the disk that may hold lines of a log.

namespace PostfixStats.Following;

/// <summary>The live log, or a file that rotation left beside it.</summary>
/// <param name="path">Where it is.</param>
/// <param name="name">What its name says; null for the live log.</param>
/// <param name="status">What the file system says.</param>
/// <param name="now">When that was looked up.</param>
internal sealed class LogOnDisk(string path, RotatedName? name, FileStatus status, DateTimeOffset now)
{
    /// <summary>Whoever compresses a file passes on its time when he is done, or has just finished.</summary>
    private static readonly TimeSpan Making = TimeSpan.FromMinutes(1);

    private byte[]? _beginning;
    private string? _obstacle;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>What its name says; null for the live log.</summary>
    public RotatedName? Name => name;

    /// <summary>What the file system says.</summary>
    public FileStatus Status => status;

    /// <summary>Whether it has the log's own name.</summary>
    public bool IsLive => name is null;

    /// <summary>Whether its name says that it is compressed.</summary>
    public bool IsCompressed => Compression.Length > 0;

    /// <summary>Whether it was written to a moment ago: what is missing in a compressed file may come yet.</summary>
    public bool IsInTheMaking => IsCompressed && (now - status.Modified).Duration() < Making;

    /// <summary>Why it cannot be read just now, as part of a sentence; null where it can, or never will, and for the live log.</summary>
    public string? Obstacle => !IsLive && IsReadable && Beginning.Length >= 0 ? _obstacle : null;

    /// <summary>Whether its compression is none or one that can be read here.</summary>
    public bool IsReadable => Compression is "" or "gz";

    private string Compression => name?.Compression ?? "";

    /// <summary>The text of the file, uncompressed.</summary>
    /// <exception cref="IOException">It cannot be opened, or is no file.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    /// <exception cref="InvalidDataException">Its compressed form is damaged.</exception>
    public Stream Open()
    {
        FileStream file = LogOpening.Open(path);
        try
        {
            return Compression == "gz" ? Gzip.Decompress(file) : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether what keeps the file from being read may pass, so that its lines are not lost.</summary>
    public bool MayPass(Exception failure) => failure is InvalidDataException ? IsInTheMaking : failure is not FileNotFoundException;

    /// <summary>Whether its text begins as the file did that a fingerprint was taken of.</summary>
    public bool BeginsLike(Fingerprint fingerprint) =>
        IsReadable && (fingerprint.IsEmpty || fingerprint.Matches(Beginning));

    /// <summary>Whether its text is what a fingerprint was taken of, to its end.</summary>
    public bool IsWholly(Fingerprint fingerprint) =>
        fingerprint.Length < Fingerprint.MaxLength
        && (IsCompressed ? CompressedLength() : status.Size) == fingerprint.Length
        && BeginsLike(fingerprint);

    /// <summary>The length of the text in a compressed file, modulo 2^32; null where it cannot be told.</summary>
    public uint? CompressedLength()
    {
        if (Compression != "gz")
        {
            return null;
        }

        try
        {
            using FileStream file = LogOpening.Open(path);
            return Gzip.TextLength(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether this is a compressed file beside the one it is, or was a moment ago, being made from.</summary>
    public bool IsTwinOf(LogOnDisk other) =>
        name is { } mine && other.Name is { } its
        && IsCompressed && !other.IsCompressed
        && mine.Age == its.Age && mine.Scheme == its.Scheme;

    /// <summary>Whether this holds nothing but what another file begins with, as far as a fingerprint reaches: a copy that is being made of it.</summary>
    public bool MayBeCopyOf(LogOnDisk other) =>
        !IsCompressed && other.Beginning.AsSpan().StartsWith(Beginning);

    /// <summary>Whether it holds nothing yet.</summary>
    public bool IsEmpty => !IsCompressed && Beginning.Length == 0;

    private byte[] Beginning => _beginning ??= ReadBeginning();

    private byte[] ReadBeginning()
    {
        byte[] beginning = new byte[Fingerprint.MaxLength];
        int length = 0;
        try
        {
            using Stream text = Open();
            while (length < beginning.Length && text.Read(beginning, length, beginning.Length - length) is > 0 and int read)
            {
                length += read;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // As far as it can be read.
            _obstacle = MayPass(e) ? e.Message : null;
        }

        return beginning[..length];
    }
}
