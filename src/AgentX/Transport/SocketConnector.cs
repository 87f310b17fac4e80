// Connects stream sockets and tells failures apart by what a person must do about them.
using System.Net.Sockets;

namespace AgentX.Transport;

/// <summary>Connects to a master over TCP (RFC 2741 section 8.1) or a unix socket (section 8.2).</summary>
internal sealed class SocketConnector : IConnector
{
    public async ValueTask<ITransport> ConnectAsync(AgentXAddress address, CancellationToken cancellation)
    {
        Socket? socket = null;
        try
        {
            socket = address.CreateSocket();
            await socket.ConnectAsync(address.EndPoint, cancellation);
            var transport = new SocketTransport(socket);
            socket = null;
            return transport;
        }
        catch (SocketException e)
        {
            throw new AgentXException(ReasonOf(e.SocketErrorCode, address), $"{address}: {e.Message}", e);
        }
        finally
        {
            socket?.Dispose();
        }
    }

    internal static SubagentReason ReasonOf(SocketError error, AgentXAddress address) => error switch
    {
        // ENOENT has no name of its own in .NET: for a unix socket it is what "address not available" means.
        SocketError.AddressNotAvailable when address.IsUnix => SubagentReason.SocketMissing,
        SocketError.ConnectionRefused => SubagentReason.Refused,

        // A full backlog: the master lives but accepts nothing.
        SocketError.WouldBlock => SubagentReason.Refused,
        SocketError.AccessDenied => SubagentReason.PermissionDenied,
        _ => SubagentReason.Unreachable,
    };
}
