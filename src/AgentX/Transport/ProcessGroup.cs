// The group that a person must name to let this process in.
namespace AgentX.Transport;

/// <summary>The effective group of this process: the base class library has no call for it.</summary>
internal static class ProcessGroup
{
    private const string Status = "/proc/self/status";
    private const string Groups = "/etc/group";

    /// <summary>Its name, or its number where it has no name in /etc/group; "GROUP" where the system does not tell.</summary>
    public static string Name()
    {
        try
        {
            // proc(5): "Gid:", then real, effective, saved and file system group.
            var id = File.ReadLines(Status).First(line => line.StartsWith("Gid:", StringComparison.Ordinal)).Split('\t')[2];

            // group(5): name, password, number, members.
            return File.ReadLines(Groups).Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && fields[2] == id)?[0] ?? id;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or IndexOutOfRangeException)
        {
            return "GROUP";
        }
    }
}
