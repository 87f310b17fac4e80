namespace PostfixStats.Counting;

/// <summary>What readers on other threads get.</summary>
public class SnapshotTests
{
    private readonly CounterStore _store = new(TimeProvider.System);

    [Fact]
    public void A_snapshot_stays_as_it_is_while_counting_goes_on()
    {
        InstanceCounters first = _store.Instance("postfix"u8, out _);
        InstanceCounters second = _store.Instance("postfix-out"u8, out _);
        _store.Add(first.Slot(Counter.ReceivedSmtp), 1);
        _store.Add(second.Slot(Counter.ReceivedSmtp), 10);
        CounterSnapshot before = _store.Snapshot();

        // What the second one has is shared with the next snapshot.
        _store.Add(first.Slot(Counter.ReceivedSmtp), 100);
        CounterSnapshot between = _store.Snapshot();
        _store.Add(second.Slot(Counter.ReceivedSmtp), 1000);
        CounterSnapshot after = _store.Snapshot();
        InstanceCounters third = _store.Instance("postfix-in"u8, out _);

        Assert.Equal((1, 10), (before[first.Slot(Counter.ReceivedSmtp)], before[second.Slot(Counter.ReceivedSmtp)]));
        Assert.Equal((101, 10), (between[first.Slot(Counter.ReceivedSmtp)], between[second.Slot(Counter.ReceivedSmtp)]));
        Assert.Equal((101, 1010), (after[first.Slot(Counter.ReceivedSmtp)], after[second.Slot(Counter.ReceivedSmtp)]));
        Assert.Equal(0, after[third.Slot(Counter.ReceivedSmtp)]);
    }

    [Fact]
    public void A_snapshot_of_what_has_not_changed_takes_no_memory_for_it()
    {
        for (int i = 0; i < CounterStore.MaxInstances; i++)
        {
            _store.Instance([.. "postfix-"u8, (byte)('a' + i)], out _);
        }

        _store.Snapshot();
        long before = GC.GetAllocatedBytesForCurrentThread();
        _store.Snapshot();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1000);
    }
}
