using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PostfixStats.Counting;

namespace PostfixStats.Messages;

/// <summary>What is remembered, for how long, and what happens where the beginning was not seen.</summary>
public class MemoryTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-11-22T10:00:00Z", CultureInfo.InvariantCulture);

    [Fact]
    public void A_message_whose_beginning_was_not_seen_is_of_unknown_origin()
    {
        CountedLog log = new CountedLog().Count(
            "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=2 (queue active)",
            "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=2 (queue active)",
            "local: 4FAB1C2D3A: to=<a@b.test>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered to mailbox)",
            "local: 4FAB1C2D3B: to=<a@b.test>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered to mailbox)",
            "qmgr: 4FAB1C2D3A: removed",
            "qmgr: 4FAB1C2D3B: removed",
            "qmgr: 4FAB1C2D3C: removed");

        Assert.Equal("sent=2 sent-octets=100 sent-recipients=2 unknown-origin=2", log.Messages);
    }

    [Fact]
    public void From_the_middle_of_a_log_the_first_messages_without_a_reception_may_have_had_one()
    {
        CountedLog log = new CountedLog(fromMiddle: true);
        for (int i = 0; i < MessageTracker.ReceptionsUnderWay; i++)
        {
            log.Count($"pickup: 4FAB1C2E{i:X2}: uid=0 from=<root>");
        }

        // The hundredth reception was the last one that may have been under way.
        log.Count(
            "cleanup: 4FAB1C2D3B: message-id=<a@x.test>",
            "qmgr: 4FAB1C2D3B: from=<>, size=100, nrcpt=2 (queue active)",
            "qmgr: 4FAB1C2D3B: removed");
        Assert.Equal("internal=1", log.Messages);

        log.Tracker.MissedLines();
        log.Count(
            "cleanup: 4FAB1C2D3C: message-id=<a@x.test>",
            "qmgr: 4FAB1C2D3C: from=<>, size=100, nrcpt=2 (queue active)",
            "qmgr: 4FAB1C2D3C: removed");
        Assert.Equal("internal=1 unknown-origin=1", log.Messages);
    }

    [Theory]
    [InlineData("smtpd: 4FAB1C2D3A: client=y[192.0.2.2]", "received=2 received-octets=107 received-recipients=2")]
    [InlineData("pickup: 4FAB1C2D3A: uid=0 from=<root>", "received=2 received-octets=107 received-recipients=2")]
    [InlineData("cleanup: 4FAB1C2D3A: message-id=<a@x.test>", "internal=1 received=1 received-octets=100 received-recipients=1")]
    public void A_queue_id_that_is_used_again_is_another_message(string beginning, string expected)
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=1 (queue active)",
            // Its end is not in the log.
            beginning,
            "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=7, nrcpt=1 (queue active)",
            "local: 4FAB1C2D3A: to=<a@b.test>, relay=local, delay=1, delays=0/0/0/1, dsn=4.0.0, status=deferred (later)");

        Assert.Equal(expected, log.Messages);
    }

    [Fact]
    public void Of_too_many_messages_those_are_forgotten_that_were_not_heard_of_for_the_longest_time()
    {
        CountedLog log = new CountedLog(capacity: 3).Count(
            "smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "smtpd: 4FAB1C2D3B: client=x[192.0.2.1]",
            "smtpd: 4FAB1C2D3C: client=x[192.0.2.1]",
            "cleanup: 4FAB1C2D3A: message-id=<a@x.test>",
            "smtpd: 4FAB1C2D3D: client=x[192.0.2.1]");
        Assert.Equal("forgotten=1", log.Messages);
        Assert.Equal(3, log.Tracker.Remembered);

        log.Count("qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=1 (queue active)");
        Assert.Equal("forgotten=1 received=1 received-octets=100 received-recipients=1", log.Messages);

        log.Count("qmgr: 4FAB1C2D3B: from=<s@x.test>, size=100, nrcpt=1 (queue active)", "qmgr: 4FAB1C2D3B: removed");
        Assert.Equal("forgotten=2 received=1 received-octets=100 received-recipients=1 unknown-origin=1", log.Messages);
    }

    [Fact]
    public void A_message_that_is_not_heard_of_for_a_week_is_forgotten()
    {
        var log = new CountedLog();
        log.Tracker.Advance(Start);
        log.Count("smtpd: 4FAB1C2D3A: client=x[192.0.2.1]", "smtpd: 4FAB1C2D3B: client=x[192.0.2.1]");
        log.Tracker.Advance(Start + MessageTracker.Lifetime);
        Assert.Equal(2, log.Tracker.Remembered);

        log.Count("cleanup: 4FAB1C2D3B: message-id=<a@x.test>");
        log.Tracker.Advance(Start + MessageTracker.Lifetime + TimeSpan.FromMinutes(1));

        Assert.Equal(1, log.Tracker.Remembered);
        log.Count("qmgr: 4FAB1C2D3B: from=<s@x.test>, size=100, nrcpt=1 (queue active)");
        Assert.Equal("received=1 received-octets=100 received-recipients=1", log.Messages);
    }

    [Fact]
    public void Messages_that_a_filter_handed_back_are_not_remembered_for_ever()
    {
        var log = new CountedLog();
        for (int i = 0; i < MessageMemory.MaxEnded + 50; i++)
        {
            log.Count(
                $"smtpd: 4FAB1C2E{i:X2}: client=localhost[127.0.0.1], orig_client=x[192.0.2.1]",
                $"qmgr: 4FAB1C2E{i:X2}: from=<s@x.test>, size=100, nrcpt=1 (queue active)",
                $"qmgr: 4FAB1C2E{i:X2}: removed");
        }

        Assert.Equal(MessageMemory.MaxEnded, log.Tracker.Remembered);
        Assert.Equal($"reinjected={MessageMemory.MaxEnded + 50}", log.Messages);
    }

    // The row of the larger one moves together for an eighth of gaps, that of the smaller one for a piece of them.
    [Theory]
    [InlineData(2_500, 40_000)]
    [InlineData(12_000, 120_000)]
    public void Random_entries_are_found_until_they_are_removed(int capacity, int steps)
    {
        var random = new Random(1);
        var table = new MessageTable(capacity);
        var model = new List<ulong>();
        var touched = new HashSet<ulong>();
        for (int step = 0; step < steps; step++)
        {
            if (random.Next(500) == 0)
            {
                Assert.Equal(model, Keys(table, table.Oldest));
                Assert.Equal(model.Where(touched.Contains), Keys(table, table.OldestTouched));
                table.Settle();
                touched.Clear();
            }

            ulong key = (ulong)random.Next(1, capacity * 8 / 5) * 0x100000001;
            int place = table.Find(key);
            Assert.Equal(model.Contains(key), place != MessageTable.None);
            switch (random.Next(4))
            {
                case 0 when place != MessageTable.None:
                    table.Remove(place);
                    model.Remove(key);
                    break;
                case 1 when place != MessageTable.None:
                    Assert.Equal(key, table.KeyOf(table.Touch(place)));
                    model.Remove(key);
                    model.Add(key);
                    touched.Add(key);
                    break;
                case 2 or 3 when place == MessageTable.None:
                    if (table.IsFull)
                    {
                        Assert.Equal(capacity, model.Count);
                        table.Remove(table.Oldest);
                        model.RemoveAt(0);
                    }

                    table.Add(key);
                    model.Add(key);
                    touched.Add(key);
                    break;
                default:
                    break;
            }
        }

        Assert.Equal(model, Keys(table, table.Oldest));
        Assert.Equal(model.Count, table.Count);
        Assert.True(model.Count > capacity / 2);
    }

    [Fact]
    public void A_line_of_a_known_message_allocates_nothing()
    {
        CountedLog log = new CountedLog().Count("smtpd: 4FAB1C2D3A: client=x[192.0.2.1]");
        var line = new MessageEvent { Kind = MessageEventKind.Active, Size = 100, Recipients = 1 };
        log.Tracker.Take(log.Store.Instances[0], "4FAB1C2D3A"u8, line);

        long allocated = Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                log.Tracker.Take(log.Store.Instances[0], "4FAB1C2D3A"u8, line);
            }
        });

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Messages_that_come_and_go_allocate_nothing()
    {
        CountedLog log = new CountedLog(capacity: 3000).Count("smtpd: connect from x[192.0.2.1]");
        Pass(log, 0, 4000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Pass(log, 4000, 20_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2000, log.Tracker.Remembered);
        Assert.Equal("received=20000 received-octets=2000000 received-recipients=20000", log.Messages);

        static void Pass(CountedLog log, int first, int end)
        {
            var begun = new MessageEvent { Kind = MessageEventKind.Begun, Origin = MessageOrigin.Smtp };
            var active = new MessageEvent { Kind = MessageEventKind.Active, Size = 100, Recipients = 1 };
            var ended = new MessageEvent { Kind = MessageEventKind.Ended };
            InstanceCounters instance = log.Store.Instances[0];
            Span<byte> id = stackalloc byte[10];
            for (int i = first; i < end; i++)
            {
                i.TryFormat(id, out _, "X10");
                log.Tracker.Take(instance, id, begun);
                log.Tracker.Take(instance, id, active);
                if (i >= 2000)
                {
                    (i - 2000).TryFormat(id, out _, "X10");
                    log.Tracker.Take(instance, id, ended);
                }
            }
        }
    }

    [Fact]
    public void An_entry_takes_22_octets_and_holds_numbers_up_to_its_limits()
    {
        Assert.Equal(22, Unsafe.SizeOf<MessageEntry>());

        var entry = new MessageEntry { Size = (1L << 40) - 1, Recipients = (1 << 24) - 1 };
        Assert.Equal(((1L << 40) - 1, (1 << 24) - 1), (entry.Size, entry.Recipients));

        entry.Size = 7;
        Assert.Equal((7, (1 << 24) - 1), (entry.Size, entry.Recipients));

        entry.Size = long.MaxValue;
        entry.Recipients = 3;
        Assert.Equal(((1L << 40) - 1, 3), (entry.Size, entry.Recipients));

        entry.Recipients = int.MaxValue;
        entry.Size = 5;
        Assert.Equal((5, (1 << 24) - 1), (entry.Size, entry.Recipients));
    }

    [Fact]
    public void What_shares_a_field_of_an_entry_does_not_meet()
    {
        const ulong Key = (1UL << MessageEntry.KeyBits) - 1;
        foreach (int part in Enumerable.Range(0, 8))
        {
            var entry = default(MessageEntry);
            switch (part)
            {
                case 0: entry.Key = Key; break;
                case 1: entry.Size = (1L << 40) - 1; break;
                case 2: entry.Recipients = (1 << 24) - 1; break;
                case 3: entry.Minute = uint.MaxValue; break;
                case 4: entry.Instance = 31; break;
                case 5: entry.Origin = MessageOrigin.Excluded; break;
                case 6: entry.Flags = (MessageFlags)255; break;
                default: entry.Agents = 255; break;
            }

            Assert.Equal(
                (part == 0 ? Key : 0, part == 1 ? (1L << 40) - 1 : 0, part == 2 ? (1 << 24) - 1 : 0, part == 3 ? uint.MaxValue : 0),
                (entry.Key, entry.Size, entry.Recipients, entry.Minute));
            Assert.Equal(
                (part == 4 ? 31 : 0, part == 5 ? MessageOrigin.Excluded : 0, part == 6 ? 255 : 0, part == 7 ? 255 : 0),
                (entry.Instance, entry.Origin, (int)entry.Flags, entry.Agents));
        }
    }

    [Fact]
    public void Keys_that_differ_only_in_their_upper_bits_are_told_apart()
    {
        var table = new MessageTable(1_000);
        ulong[] keys = [.. Enumerable.Range(0, 256).Select(upper => ((ulong)upper << MessageEntry.KeyBits) | 5)];
        foreach (ulong key in keys)
        {
            Assert.Equal(MessageTable.None, table.Find(key));
            table.Add(key);
        }

        Assert.Equal(keys, Keys(table, table.Oldest));
        table.Remove(table.Find(keys[7]));
        Assert.Equal(MessageTable.None, table.Find(keys[7]));
        Assert.Equal(keys.Where(key => key != keys[7]), Keys(table, table.Oldest));
    }

    private static List<ulong> Keys(MessageTable table, int first)
    {
        var keys = new List<ulong>();
        for (int place = first; place != MessageTable.None; place = table.Next(place))
        {
            keys.Add(table.KeyOf(place));
        }

        return keys;
    }
}
