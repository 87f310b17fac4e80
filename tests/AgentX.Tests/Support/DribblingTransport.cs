// A transport that receives little at a time.
using AgentX.Transport;

namespace AgentX.Tests.Support;

internal sealed class DribblingTransport(ITransport inner, int maxChunk) : ITransport
{
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => inner.ReceiveAsync(buffer[..Math.Min(buffer.Length, maxChunk)]);

    public ValueTask SendAsync(ReadOnlyMemory<byte> octets) => inner.SendAsync(octets);

    public void Dispose() => inner.Dispose();
}
