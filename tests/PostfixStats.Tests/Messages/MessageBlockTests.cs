using System.Globalization;
using PostfixStats.Counting;

namespace PostfixStats.Messages;

/// <summary>The memory written down and read back.</summary>
public class MessageBlockTests
{
    private readonly CounterStore _store = new(TimeProvider.System);

    [Fact]
    public void Random_changes_come_back_as_they_were_in_every_generation()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var tracker = new MessageTracker(_store, capacity: 60);
            InstanceCounters instance = _store.Instance("postfix"u8, out _);
            var file = new List<byte>();
            var generations = new List<(ulong Generation, string Content)>();
            for (int step = 0; step < 60; step++)
            {
                for (int lines = random.Next(12); lines > 0; lines--)
                {
                    Change(tracker, instance, random);
                }

                tracker.Advance(DateTimeOffset.UnixEpoch.AddDays(20_000).AddHours(step * random.Next(9)));
                using MessageBlock? block = tracker.NextBlock(whole: step == 0 || random.Next(20) == 0);
                if (block is not null)
                {
                    file.AddRange(block.Octets);
                    generations.Add((tracker.Generation, tracker.Describe()));
                }
            }

            byte[] octets = [.. file];
            foreach ((ulong generation, string content) in generations)
            {
                var restored = new MessageTracker(_store, capacity: 60);
                Assert.True(restored.TryRestore(octets, generation));
                Assert.Equal(content, restored.Describe());
            }
        }
    }

    [Fact]
    public void Nothing_new_is_no_block_and_no_generation()
    {
        var tracker = new MessageTracker(_store);
        InstanceCounters instance = _store.Instance("postfix"u8, out _);
        Take(tracker, instance, "4FAB1C2D3A", MessageEventKind.Begun);

        using MessageBlock first = tracker.NextBlock(whole: true)!;
        Assert.Equal(tracker.Generation, first.Generation);
        Assert.Null(tracker.NextBlock(whole: false));
        Assert.Equal(first.Generation, tracker.Generation);

        Take(tracker, instance, "4FAB1C2D3A", MessageEventKind.Ended);
        using MessageBlock second = tracker.NextBlock(whole: false)!;
        Assert.NotEqual(first.Generation, second.Generation);

        // One key that was removed.
        Assert.Equal(
            MessageBlockForm.LengthSize + MessageBlockForm.HeaderSize + MessageBlockForm.KeySize + MessageBlockForm.ChecksumSize,
            second.Octets.Length);
    }

    [Fact]
    public void What_comes_and_goes_between_two_blocks_is_not_written()
    {
        var tracker = new MessageTracker(_store);
        InstanceCounters instance = _store.Instance("postfix"u8, out _);
        tracker.NextBlock(whole: true)!.Dispose();

        Take(tracker, instance, "4FAB1C2D3A", MessageEventKind.Begun);
        Take(tracker, instance, "4FAB1C2D3A", MessageEventKind.Ended);

        Assert.Null(tracker.NextBlock(whole: false));
    }

    [Fact]
    public void A_damaged_block_and_what_follows_it_does_not_count()
    {
        var tracker = new MessageTracker(_store);
        InstanceCounters instance = _store.Instance("postfix"u8, out _);
        Take(tracker, instance, "4FAB1C2D3A", MessageEventKind.Begun);
        using MessageBlock first = tracker.NextBlock(whole: true)!;
        Take(tracker, instance, "4FAB1C2D3B", MessageEventKind.Begun);
        using MessageBlock second = tracker.NextBlock(whole: false)!;
        byte[] file = [.. first.Octets, .. second.Octets];

        for (int length = 0; length < file.Length; length++)
        {
            Assert.Equal(length >= first.Octets.Length, new MessageTracker(_store).TryRestore(file.AsSpan(0, length), first.Generation));
            Assert.False(new MessageTracker(_store).TryRestore(file.AsSpan(0, length), second.Generation));
        }

        for (int place = 0; place < file.Length; place++)
        {
            byte[] damaged = [.. file];
            damaged[place] ^= 0x40;
            var restored = new MessageTracker(_store);
            Assert.False(restored.TryRestore(damaged, second.Generation));
            Assert.Equal(0, restored.Remembered);
            Assert.Equal(place >= first.Octets.Length, restored.TryRestore(damaged, first.Generation));
        }
    }

    [Fact]
    public void A_smaller_memory_takes_over_the_newest()
    {
        var tracker = new MessageTracker(_store);
        InstanceCounters instance = _store.Instance("postfix"u8, out _);
        for (int i = 0; i < 10; i++)
        {
            Take(tracker, instance, $"4FAB1C2D3{i}", MessageEventKind.Begun);
        }

        using MessageBlock block = tracker.NextBlock(whole: true)!;
        var smaller = new MessageTracker(_store, capacity: 3);

        Assert.True(smaller.TryRestore(block.Octets, block.Generation));
        Assert.Equal(3, smaller.Remembered);
        Assert.Equal(string.Join('\n', tracker.Describe().Split('\n')[^3..]), string.Join('\n', smaller.Describe().Split('\n')[^3..]));
    }

    private static void Change(MessageTracker tracker, InstanceCounters instance, Random random)
    {
        MessageEventKind[] kinds = Enum.GetValues<MessageEventKind>();
        var line = new MessageEvent
        {
            Kind = kinds[random.Next(1, kinds.Length)],
            Origin = (MessageOrigin)random.Next(8),
            Agent = (byte)(1 << random.Next(3)),
            Size = random.NextInt64(1L << 40),
            Recipients = random.Next(50),
            Client = (ulong)random.Next(3),
        };
        tracker.Take(instance, System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"4FAB1C{random.Next(100)}")), line);
    }

    private static void Take(MessageTracker tracker, InstanceCounters instance, string id, MessageEventKind kind) =>
        tracker.Take(instance, System.Text.Encoding.ASCII.GetBytes(id), new MessageEvent { Kind = kind, Origin = MessageOrigin.Smtp });
}
