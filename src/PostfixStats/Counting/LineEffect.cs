// What one log line did to the counters.

namespace PostfixStats.Counting;

/// <summary>
/// The counters that one line moves, each by <see cref="Weight"/>. It outlives its line, because syslog daemons write
/// <c>last message repeated N times</c> instead of the line itself.
/// </summary>
public sealed class LineEffect
{
    /// <summary>No line moves more counters than this.</summary>
    public const int Capacity = 16;

    private readonly int[] _slots = new int[Capacity];
    private int _count;

    /// <summary>The slots, in the order they were added; a slot may stand there more than once.</summary>
    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, _count);

    /// <summary>How many copies of a message the line itself stood for; 1 but for <c>message repeated N times</c>.</summary>
    public long Weight { get; set; } = 1;

    /// <summary>Forgets the line before.</summary>
    public void Clear()
    {
        _count = 0;
        Weight = 1;
    }

    /// <summary>A copy to be kept.</summary>
    public SavedEffect Save() => _count == 0 ? SavedEffect.None : new SavedEffect(Slots.ToArray(), Weight);

    /// <summary>Makes this what was kept.</summary>
    public void Restore(SavedEffect saved)
    {
        Clear();
        Weight = saved.Weight;
        foreach (int slot in saved.Slots)
        {
            Add(slot);
        }
    }

    /// <summary>Makes this what another is.</summary>
    public void Restore(LineEffect other)
    {
        _count = other._count;
        Weight = other.Weight;
        other.Slots.CopyTo(_slots);
    }

    /// <summary>Notes that the line moves a counter.</summary>
    public void Add(int slot) => _slots[_count++] = slot;

    /// <summary>Moves the counters, as if the line had stood in the log <paramref name="times"/> times.</summary>
    public void Apply(CounterStore store, long times)
    {
        foreach (int slot in Slots)
        {
            store.Add(slot, Weight * times);
        }
    }
}
