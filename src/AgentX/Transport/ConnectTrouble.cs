// A failed connect in words: what is wrong, and what a person does about it.
using System.Net.Sockets;

namespace AgentX.Transport;

/// <summary>Says why no connection was made. The system's own words mislead: .NET calls a missing unix socket "address not available".</summary>
internal static class ConnectTrouble
{
    public static SubagentReason ReasonOf(SocketError error, AgentXAddress address) => error switch
    {
        // ENOENT has no name of its own in .NET: for a unix socket it is what "address not available" means.
        SocketError.AddressNotAvailable when address.IsUnix => SubagentReason.SocketMissing,
        SocketError.ConnectionRefused => SubagentReason.Refused,

        // A full backlog: the master lives but accepts nothing.
        SocketError.WouldBlock => SubagentReason.Refused,
        SocketError.AccessDenied => SubagentReason.PermissionDenied,
        _ => SubagentReason.Unreachable,
    };

    /// <summary>What is wrong at an address.</summary>
    public static string Describe(SocketException failure, AgentXAddress address) => failure.SocketErrorCode switch
    {
        SocketError.AddressNotAvailable when address.IsUnix => $"{address}: there is no such socket",
        SocketError.ConnectionRefused => $"{address}: nobody listens there",
        SocketError.WouldBlock => $"{address}: the master accepts no connections, too many wait already",
        SocketError.AccessDenied when address.IsUnix => $"{address}: {Denied(ClosedPlace(address), address)}",

        // EMFILE and ENFILE alike, for which .NET has the words of the second.
        SocketError.TooManyOpenSockets => $"{address}: no file descriptor is left for a socket: RLIMIT_NOFILE of this process is reached, or fs.file-max of the system",
        _ => $"{address}: {failure.Message}",
    };

    /// <summary>What to do about it, a sentence for whoever runs the master; null where the system's words must do.</summary>
    public static string? Remedy(SubagentReason reason, AgentXAddress address) => reason switch
    {
        SubagentReason.SocketMissing => "Either snmpd is not running, or snmpd.conf lacks `master agentx` or names another agentXSocket",
        SubagentReason.Refused when address.IsUnix => "Either snmpd was stopped, or it hangs: restart it",
        SubagentReason.Refused => $"Either snmpd is not running, or snmpd.conf lacks `master agentx` or `agentXSocket {address}`",
        SubagentReason.PermissionDenied when address.IsUnix => Permit(ClosedPlace(address), address),
        _ => null,
    };

    private static string Denied(string place, AgentXAddress address)
    {
        var mode = Convert.ToString((int)new FileInfo(place).UnixFileMode, 8).PadLeft(4, '0');
        return place == address.UnixPath
            ? $"user {Environment.UserName} may not write to the socket, which has mode {mode}"
            : $"user {Environment.UserName} may not enter the directory {place}, which has mode {mode}";
    }

    /// <summary>agentXPerms sets the directory's mode only where snmpd makes the directory.</summary>
    private static string Permit(string place, AgentXAddress address)
    {
        var perms = $"write `agentXPerms 0660 0755 root {ProcessGroup.Name()}` into snmpd.conf and restart snmpd";
        return place == address.UnixPath ? $"To permit it, {perms}" : $"To permit it, `chmod a+x {place}`, {perms}";
    }

    /// <summary>The socket, or the directory above it that may not be entered.</summary>
    private static string ClosedPlace(AgentXAddress address)
    {
        var place = address.UnixPath!;
        while (!Path.Exists(place) && Path.GetDirectoryName(place) is { } above)
            place = above;
        return place;
    }
}
