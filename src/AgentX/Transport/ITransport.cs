// A connection to a master as octets, so that tests can stand at its other end.
namespace AgentX.Transport;

/// <summary>A connected duplex stream. One caller receives, one caller sends; disposing ends both.</summary>
internal interface ITransport : IDisposable
{
    /// <summary>Waits for octets, which may block the calling thread; 0 when the peer has closed. Fails with <see cref="IOException"/> or a subclass of it, or because it was disposed.</summary>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer);

    /// <summary>Sends all octets; fails as <see cref="ReceiveAsync"/> does.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> octets);
}
