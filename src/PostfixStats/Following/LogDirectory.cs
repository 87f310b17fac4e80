// The files that rotation left beside a log, in the order in which they were written.

namespace PostfixStats.Following;

/// <summary>Looks for rotated logs.</summary>
internal static class LogDirectory
{
    /// <summary>
    /// The rotated logs of a log, oldest first: those beside the log, and where it is a symbolic link, beside the file as well, and
    /// those in the directory for old logs. Where the names follow different schemes, or one that tells no order, the time of the
    /// last write decides.
    /// </summary>
    /// <param name="logPath">The log.</param>
    /// <param name="oldDirectory">The directory for old logs, relative to the log's own or absolute; null where there is none.</param>
    /// <param name="now">The moment.</param>
    public static List<LogOnDisk> Rotated(string logPath, string? oldDirectory, DateTimeOffset now)
    {
        var found = new List<LogOnDisk>();
        string path = Path.GetFullPath(logPath);
        Add(path, oldDirectory, now, found);
        if (TargetOf(path) is { } target && target != path)
        {
            Add(target, oldDirectory, now, found);
        }

        bool byName = found.TrueForAll(each => SchemeOf(each) == SchemeOf(found[0]) && SchemeOf(each) != NamingScheme.Unordered);
        found.Sort((a, b) => Compare(a, b, byName));
        return found;
    }

    /// <summary>Whether nothing was renamed, added or removed between two looks: between two renames of one rotation a file may be missed.</summary>
    public static bool AreSame(List<LogOnDisk> a, List<LogOnDisk> b)
    {
        bool same = a.Count == b.Count;
        for (int i = 0; same && i < a.Count; i++)
        {
            same = a[i].Path == b[i].Path && a[i].Status.Identity == b[i].Status.Identity;
        }

        return same;
    }

    private static void Add(string logPath, string? oldDirectory, DateTimeOffset now, List<LogOnDisk> found)
    {
        string directory = Path.GetDirectoryName(logPath) ?? "/";
        AddFrom(directory, Path.GetFileName(logPath), now, found);
        if (oldDirectory is not null)
        {
            AddFrom(Path.Combine(directory, oldDirectory), Path.GetFileName(logPath), now, found);
        }
    }

    private static void AddFrom(string directory, string logName, DateTimeOffset now, List<LogOnDisk> found)
    {
        try
        {
            foreach (string path in Directory.EnumerateFiles(directory))
            {
                ReadOnlySpan<char> fileName = Path.GetFileName(path.AsSpan());
                if (RotatedName.TryParse(fileName, logName, out RotatedName name)
                    && FileStatus.TryGet(path, out FileStatus status) == 0
                    && status.IsRegular
                    && !found.Exists(each => each.Status.Identity == status.Identity))
                {
                    found.Add(new LogOnDisk(path, name, status, now));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A directory that cannot be listed has no files to offer; the log itself tells of the reason.
        }
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static NamingScheme? SchemeOf(LogOnDisk file) => file.Name?.Scheme;

    private static int Compare(LogOnDisk a, LogOnDisk b, bool byName)
    {
        int order = byName ? a.Name!.Value.Age.CompareTo(b.Name!.Value.Age) : a.Status.Modified.CompareTo(b.Status.Modified);
        return order != 0 ? order : a.IsCompressed.CompareTo(b.IsCompressed);
    }
}
