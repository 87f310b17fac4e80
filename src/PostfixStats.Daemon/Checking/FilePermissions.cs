// Why a file cannot be used, in terms of what a person can change.

using System.Diagnostics;
using System.Globalization;

namespace PostfixStats.Daemon.Checking;

/// <summary>Tries files as a user, and finds the place on the way to them that is closed.</summary>
internal static class FilePermissions
{
    /// <summary>Whether the user may open the file for reading.</summary>
    public static bool CanRead(Account account, string path) => account.As(() =>
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    });

    /// <summary>Whether the user may make files in the directory.</summary>
    public static bool CanWriteIn(Account account, string directory) => account.As(() =>
    {
        string probe = Path.Combine(directory, $".check.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}");
        try
        {
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    });

    /// <summary>The first directory on the way to a file that the user may not enter, or the file itself.</summary>
    public static string ClosedPlace(Account account, string path)
    {
        string place = "/";
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(place, part);
            // A name that can be looked up stands in a directory that can be entered.
            if (!account.As(() => Path.Exists(next)) && Path.Exists(next))
            {
                return place;
            }

            place = next;
        }

        return place;
    }

    /// <summary>Owner, group and mode, as ls(1) users know them: <c>root:adm 0640</c>.</summary>
    public static string Describe(string path)
    {
        (string owner, string group) = Owners(path);
        return $"{owner}:{group} {Convert.ToString((int)File.GetUnixFileMode(path), 8).PadLeft(4, '0')}";
    }

    /// <summary>The command that opens a place for reading to the user: into its group where the group may read, else an access list.</summary>
    public static string Open(Account account, string place, string service)
    {
        string group = Owners(place).Group;
        UnixFileMode mode = File.GetUnixFileMode(place);
        bool isDirectory = Directory.Exists(place);
        UnixFileMode wanted = isDirectory ? UnixFileMode.GroupExecute : UnixFileMode.GroupRead;
        return group != "root" && mode.HasFlag(wanted)
            ? $"adduser {account.Name} {group} && systemctl restart {service}"
            : $"setfacl -m u:{account.Name}:{(isDirectory ? "x" : "r")} {place}";
    }

    private static (string Owner, string Group) Owners(string path)
    {
        var start = new ProcessStartInfo("stat", ["-c", "%U:%G", path]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process? stat = Process.Start(start);
        string[] names = (stat?.StandardOutput.ReadToEnd() ?? "").TrimEnd().Split(':');
        return names.Length == 2 ? (names[0], names[1]) : ("?", "?");
    }
}
