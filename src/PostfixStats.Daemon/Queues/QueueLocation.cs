// Where the queues of an instance are.

namespace PostfixStats.Daemon.Queues;

/// <summary>One Postfix instance whose queues are read.</summary>
/// <param name="Instance">Its name, as it stands in the log.</param>
/// <param name="Directory">Its <c>queue_directory</c>.</param>
internal sealed record QueueLocation(string Instance, string Directory)
{
    /// <summary>Where a Postfix that is installed by a package has its queues.</summary>
    public const string UsualDirectory = "/var/spool/postfix";

    /// <summary>Longest name of a unix socket: sun_path of unix(7) without its last octet.</summary>
    private const int MaxSocketLength = 107;

    /// <summary>The longest directory whose socket has a name that fits, in octets.</summary>
    public static int MaxLength => MaxSocketLength - SocketName.Length - 1;

    /// <summary>Where showq(8) listens.</summary>
    public string Socket => $"{Directory}/{SocketName}";

    private static string SocketName => "public/showq";
}
