// The master's end of a real socket: waits without a thread, as tests do many things at once.
using System.Net.Sockets;
using AgentX.Transport;

namespace AgentX.Tests.Support;

internal sealed class MasterSocket(Socket socket) : ITransport
{
    private readonly SocketTransport _sending = new(socket);

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, SocketFlags.None);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> octets) => _sending.SendAsync(octets);

    public void Dispose() => _sending.Dispose();
}
