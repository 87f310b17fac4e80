// A connected socket at work: it waits, it sees the end, it allocates nothing.
using System.Net;
using System.Net.Sockets;
using AgentX.Tests.Support;
using AgentX.Transport;

namespace AgentX.Tests.Transport;

public class SocketTransportTests
{
    [Fact]
    public async Task Octets_that_come_at_once_and_octets_that_come_later_are_received()
    {
        var (near, far) = Pair();
        using (near)
        using (far)
        {
            var buffer = new byte[16];
            await far.SendAsync(new byte[] { 1, 2, 3 });
            Assert.Equal(3, await near.ReceiveAsync(buffer));
            Assert.Equal([1, 2, 3], buffer[..3]);

            var started = new TaskCompletionSource();
            var later = Task.Factory.StartNew(
                () =>
                {
                    started.SetResult();
                    return near.ReceiveAsync(buffer).AsTask();
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap();
            await started.Task.Within();
            await far.SendAsync(new byte[] { 4 });
            Assert.Equal(1, await later.Within());
            Assert.Equal(4, buffer[0]);
        }
    }

    [Fact]
    public async Task The_end_is_nothing_received_whether_it_was_said_or_reset()
    {
        var (near, far) = Pair();
        using (near)
        {
            far.Dispose();
            Assert.Equal(0, await near.ReceiveAsync(new byte[1]));
        }

        (near, far) = Pair();
        using (near)
        {
            // Unread octets at the closing end make a reset of it.
            await near.SendAsync(new byte[] { 1 });
            far.Dispose();
            Assert.Equal(0, await near.ReceiveAsync(new byte[1]));
        }
    }

    [Fact]
    public async Task Sending_and_receiving_allocate_nothing_once_warm()
    {
        var (near, far) = Pair();
        using (near)
        using (far)
        {
            var octets = new byte[64];
            var before = 0L;
            for (var i = 0; i < 1100; i++)
            {
                if (i == 100)
                    before = GC.GetAllocatedBytesForCurrentThread();
                await far.SendAsync(octets);
                await near.ReceiveAsync(octets);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    private static (SocketTransport Near, SocketTransport Far) Pair()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.Connect(listener.LocalEndPoint!);
        return (new SocketTransport(near), new SocketTransport(listener.Accept()));
    }
}
