// Octets outside of the heap.

using PostfixStats.Messages;

namespace PostfixStats.Tests.Messages;

public sealed class NativeOctetsTests
{
    [Fact]
    public void They_are_zero_at_first_and_take_what_is_written_to_the_last_one()
    {
        using var octets = new NativeOctets(5_000_001);
        Assert.Equal(5_000_001, octets.Span.Length);
        Assert.Equal(-1, octets.Span.IndexOfAnyExcept((byte)0));
        octets.Span.Fill(7);
        Assert.Equal(-1, octets.Span.IndexOfAnyExcept((byte)7));
    }

    [Fact]
    public void They_cannot_be_read_after_their_end()
    {
        var octets = new NativeOctets(1);
        octets.Dispose();
        Assert.Throws<ObjectDisposedException>(() => octets.Span.Length);
    }

    [Fact]
    public void Saved_blocks_leave_nothing_on_the_heap()
    {
        var memory = new MessageMemory(1_000);
        for (ulong key = 1; key <= 1_000; key++)
        {
            memory.Add(key, instance: 1, MessageOrigin.Smtp);
        }

        memory.NextBlock(whole: true)!.Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        memory.NextBlock(whole: true)!.Dispose();

        // The block has 28,000 octets; what names it and holds them has a few hundred.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }
}
