// The program's own files in memory: code and constants of the executable and of the libraries it is linked with.

using System.Globalization;
using System.Runtime.InteropServices;

namespace PostfixStats.Daemon.Running;

/// <summary>What of files is mapped into the process (proc_pid_smaps(5)).</summary>
internal static partial class ProgramImage
{
    private const string Mappings = "/proc/self/smaps";

    /// <summary>MADV_DONTNEED.</summary>
    private const int NotNeeded = 4;

    /// <summary>
    /// Takes code and constants out of the process' memory. What is used comes back by itself, from the system's cache of files; what
    /// only the start needed stays out. A mapping that anything was ever written to is left alone: that would not come back.
    /// </summary>
    /// <returns>The octets that it was done with; 0 where the system does not tell what is mapped.</returns>
    public static long GiveBack()
    {
        List<(nint Start, nint Length)> unchanged;
        try
        {
            unchanged = Unchanged(File.ReadLines(Mappings));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }

        // The program itself stands first: it goes last, and nothing but this loop comes back for it.
        long octets = 0;
        for (int i = unchanged.Count - 1; i >= 0; i--)
        {
            (nint start, nint length) = unchanged[i];
            octets += Advise(start, length, NotNeeded) == 0 ? length : 0;
        }

        return octets;
    }

    private static List<(nint Start, nint Length)> Unchanged(IEnumerable<string> lines)
    {
        List<(nint Start, nint Length)> ranges = [];
        (nint start, nint length) = (0, 0);
        foreach (string line in lines)
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!fields[0].EndsWith(':'))
            {
                (start, length) = IsOfFile(fields) ? Range(fields[0]) : (0, 0);
            }
            else if (length > 0 && fields is ["Anonymous:", "0", ..])
            {
                ranges.Add((start, length));
            }
        }

        return ranges;
    }

    /// <summary>Whether a mapping is private, of a file, and cannot be written to: <c>RANGE r-xp OFFSET DEVICE INODE PATH</c>.</summary>
    private static bool IsOfFile(string[] fields) => fields is [_, [_, '-', _, 'p'], _, _, _, ['/', ..], ..];

    private static (nint Start, nint Length) Range(string text)
    {
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        nint start = nint.Parse(text.AsSpan(0, dash), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return (start, nint.Parse(text.AsSpan(dash + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) - start);
    }

    /// <summary>madvise(2).</summary>
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint start, nint length, int advice);
}
