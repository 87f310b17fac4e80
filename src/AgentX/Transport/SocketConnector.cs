// Connects stream sockets.
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
            throw new AgentXException(ConnectTrouble.ReasonOf(e.SocketErrorCode, address), ConnectTrouble.Describe(e, address), e);
        }
        finally
        {
            socket?.Dispose();
        }
    }
}
