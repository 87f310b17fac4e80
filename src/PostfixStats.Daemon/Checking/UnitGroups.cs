// The groups that systemd gives the daemon beside those of its user.

namespace PostfixStats.Daemon.Checking;

/// <summary>Reads <c>SupplementaryGroups=</c> of the unit's drop-ins (systemd.exec(5)).</summary>
internal static class UnitGroups
{
    private const string Setting = "SupplementaryGroups=";

    /// <summary>Where drop-ins of the unit may stand.</summary>
    public static IReadOnlyList<string> UsualDirectories { get; } =
    [
        $"/usr/lib/systemd/system/{CheckContext.Service}.service.d",
        $"/run/systemd/system/{CheckContext.Service}.service.d",
        $"/etc/systemd/system/{CheckContext.Service}.service.d",
    ];

    /// <summary>The numbers of the groups that the drop-ins name and this host has.</summary>
    public static IReadOnlyList<uint> Read(IReadOnlyList<string> directories)
    {
        HashSet<string> names = [.. directories
            .Where(Directory.Exists)
            .SelectMany(directory => Directory.EnumerateFiles(directory, "*.conf"))
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith(Setting, StringComparison.Ordinal))
            .SelectMany(line => line[Setting.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))];
        return names.Count == 0 ? [] : [.. File.ReadLines("/etc/group")
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 2 && names.Contains(fields[0]))
            .Select(fields => uint.TryParse(fields[2], out uint number) ? number : (uint?)null)
            .OfType<uint>()];
    }
}
