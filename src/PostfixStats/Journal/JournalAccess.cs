// Tells a journal that is not there from one that may not be read: libsystemd shows both as an empty one.

namespace PostfixStats.Journal;

/// <summary>Looks at the journal's files before they are opened.</summary>
internal static class JournalAccess
{
    private static readonly string[] SystemDirectories = ["/var/log/journal", "/run/log/journal"];

    /// <summary>Checks that there are journal files, and that they may be read.</summary>
    /// <param name="directory">A journal directory, or null for this machine's own.</param>
    /// <exception cref="JournalException">There are none, or they may not.</exception>
    public static void Check(string? directory)
    {
        string[] directories = directory is null ? SystemDirectories : [directory];
        string[] existing = [.. directories.Where(Directory.Exists)];
        if (existing.Length == 0)
        {
            throw new JournalException(directory is null
                ? "there is no journal: neither /var/log/journal nor /run/log/journal exists"
                : $"{directory}: there is no such directory");
        }

        bool any = false;
        foreach (string file in existing.SelectMany(Files))
        {
            any = true;
            if (MayRead(file))
            {
                return;
            }
        }

        throw new JournalException(any
            ? "the journal may not be read: add this program's user to the group systemd-journal"
            : $"{string.Join(" and ", existing)}: there are no journal files that could be read")
        { IsDenied = any };
    }

    /// <summary>The system's files, not those of its users' sessions: in the directory itself and one level below, by machine.</summary>
    private static IEnumerable<string> Files(string directory)
    {
        var below = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 };
        return Directory.EnumerateFiles(directory, "*.journal", below)
            .Where(file => !Path.GetFileName(file).StartsWith("user-", StringComparison.Ordinal));
    }

    private static bool MayRead(string file)
    {
        try
        {
            File.OpenHandle(file).Dispose();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
