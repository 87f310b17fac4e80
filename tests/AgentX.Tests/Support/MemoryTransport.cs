// Two transports joined in memory. Chunks can be made small and the way back can be blocked, as a slow master does.
using System.IO.Pipelines;
using AgentX.Transport;

namespace AgentX.Tests.Support;

internal sealed class MemoryTransport : ITransport
{
    private readonly Pipe _in;
    private readonly Pipe _out;
    private volatile bool _disposed;

    private MemoryTransport(Pipe input, Pipe output) => (_in, _out) = (input, output);

    /// <summary>Makes both ends; each direction holds <paramref name="capacity"/> octets before a send waits.</summary>
    public static (MemoryTransport Near, MemoryTransport Far) Pair(int capacity = 1 << 18)
    {
        var options = new PipeOptions(pauseWriterThreshold: capacity, resumeWriterThreshold: capacity / 2, useSynchronizationContext: false);
        Pipe there = new(options), back = new(options);
        return (new MemoryTransport(back, there), new MemoryTransport(there, back));
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var result = await _in.Reader.ReadAsync();
        ObjectDisposedException.ThrowIf(_disposed, this);
        var count = (int)Math.Min(result.Buffer.Length, buffer.Length);
        var chunk = result.Buffer.Slice(0, count);
        var position = 0;
        foreach (var part in chunk)
        {
            part.CopyTo(buffer[position..]);
            position += part.Length;
        }

        _in.Reader.AdvanceTo(chunk.End);
        return count;
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> octets)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var result = await _out.Writer.WriteAsync(octets);
        if (result.IsCompleted || result.IsCanceled)
            throw new IOException("the peer has closed");
        ObjectDisposedException.ThrowIf(_disposed, this);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _in.Reader.CancelPendingRead();
        _in.Writer.CancelPendingFlush();
        _out.Writer.CancelPendingFlush();
        _out.Writer.Complete();
    }
}
