// One file that rotation left behind.

using System.IO.Compression;

namespace PostfixStats.Following;

/// <summary>A rotated log beside the live one.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What its name says.</param>
/// <param name="Status">What the file system says.</param>
internal sealed record RotatedLog(string Path, RotatedName Name, FileStatus Status)
{
    /// <summary>Whether its compression is none or one that can be read here.</summary>
    public bool IsReadable => Name.Compression is "" or "gz";

    /// <summary>
    /// The rotated logs beside a log, oldest first. Where the names follow different schemes, the time of the last write decides.
    /// </summary>
    public static List<RotatedLog> Beside(string logPath)
    {
        var found = new List<RotatedLog>();
        string directory = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(logPath)) ?? "/";
        string baseName = System.IO.Path.GetFileName(logPath);
        try
        {
            foreach (string path in Directory.EnumerateFiles(directory, baseName + "*"))
            {
                if (RotatedName.TryParse(path.AsSpan(path.LastIndexOf('/') + 1 + baseName.Length), out RotatedName name)
                    && FileStatus.TryGet(path, out FileStatus status) == 0
                    && status.IsRegular)
                {
                    found.Add(new RotatedLog(path, name, status));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A directory that cannot be listed has no files to offer; the log itself tells of the reason.
        }

        bool oneScheme = found.TrueForAll(each => each.Name.IsDated == found[0].Name.IsDated);
        found.Sort((a, b) => oneScheme && a.Name.Age != b.Name.Age
            ? a.Name.Age.CompareTo(b.Name.Age)
            : a.Status.Modified.CompareTo(b.Status.Modified));
        return found;
    }

    /// <summary>The text of the file, uncompressed.</summary>
    public Stream Open()
    {
        var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        return Name.Compression == "gz" ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Whether this is the file of a position: the file itself, or a copy of it, compressed or not.</summary>
    public bool Holds(LogPosition position)
    {
        if (!IsReadable)
        {
            return false;
        }

        bool same = Status.Identity == position.Identity;
        if (position.Fingerprint.Length == 0)
        {
            return same;
        }

        try
        {
            using Stream text = Open();
            Span<byte> beginning = stackalloc byte[Fingerprint.MaxLength];
            int length = text.ReadAtLeast(beginning, position.Fingerprint.Length, throwOnEndOfStream: false);
            return position.Fingerprint.Matches(beginning[..length])
                && (Name.Compression.Length > 0 || Status.Size >= position.Offset);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }
}
