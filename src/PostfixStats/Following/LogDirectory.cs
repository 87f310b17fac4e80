// The files that rotation left beside a log, in the order in which they were written.

namespace PostfixStats.Following;

/// <summary>Looks for rotated logs.</summary>
internal static class LogDirectory
{
    /// <summary>
    /// The rotated logs of a log, oldest first; beside the log, and where it is a symbolic link, beside the file as well. Where
    /// the names follow different schemes, the time of the last write decides.
    /// </summary>
    public static List<LogOnDisk> Rotated(string logPath)
    {
        var found = new List<LogOnDisk>();
        string path = Path.GetFullPath(logPath);
        AddBeside(path, found);
        if (TargetOf(path) is { } target && target != path)
        {
            AddBeside(target, found);
        }

        bool oneScheme = found.TrueForAll(each => IsDated(each) == IsDated(found[0]));
        found.Sort((a, b) => Compare(a, b, oneScheme));
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

    private static void AddBeside(string logPath, List<LogOnDisk> found)
    {
        string baseName = Path.GetFileName(logPath);
        try
        {
            foreach (string path in Directory.EnumerateFiles(Path.GetDirectoryName(logPath) ?? "/"))
            {
                ReadOnlySpan<char> fileName = Path.GetFileName(path.AsSpan());
                if (fileName.StartsWith(baseName, StringComparison.Ordinal)
                    && RotatedName.TryParse(fileName[baseName.Length..], out RotatedName name)
                    && FileStatus.TryGet(path, out FileStatus status) == 0
                    && status.IsRegular
                    && !found.Exists(each => each.Status.Identity == status.Identity))
                {
                    found.Add(new LogOnDisk(path, name, status));
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

    private static bool IsDated(LogOnDisk file) => file.Name is { IsDated: true };

    private static int Compare(LogOnDisk a, LogOnDisk b, bool oneScheme)
    {
        int order = oneScheme ? a.Name!.Value.Age.CompareTo(b.Name!.Value.Age) : a.Status.Modified.CompareTo(b.Status.Modified);
        return order != 0 ? order : a.IsCompressed.CompareTo(b.IsCompressed);
    }
}
