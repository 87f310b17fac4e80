// What one log line did to the counters.

namespace PostfixStats.Counting;

/// <summary>
/// The counters that one line moves, each by <see cref="Weight"/> times its amount. It outlives its line, because syslog daemons
/// write <c>last message repeated N times</c> instead of the line itself.
/// </summary>
public sealed class LineEffect
{
    /// <summary>No line moves more counters than this.</summary>
    public const int Capacity = 24;

    private readonly Move[] _moves = new Move[Capacity];
    private int _count;

    /// <summary>The moves, in the order they were added; a counter may stand there more than once.</summary>
    public ReadOnlySpan<Move> Moves => _moves.AsSpan(0, _count);

    /// <summary>How many copies of a message the line itself stood for; 1 but for <c>message repeated N times</c>.</summary>
    public long Weight { get; set; } = 1;

    /// <summary>Forgets the line before.</summary>
    public void Clear()
    {
        _count = 0;
        Weight = 1;
    }

    /// <summary>A copy to be kept.</summary>
    public SavedEffect Save() => _count == 0 ? SavedEffect.None : new SavedEffect(Moves.ToArray(), Weight);

    /// <summary>Makes this what was kept.</summary>
    public void Restore(SavedEffect saved)
    {
        Clear();
        Weight = saved.Weight;
        foreach (Move move in saved.Moves)
        {
            Add(move.Slot, move.Amount);
        }
    }

    /// <summary>Makes this what another is.</summary>
    public void Restore(LineEffect other)
    {
        _count = other._count;
        Weight = other.Weight;
        other.Moves.CopyTo(_moves);
    }

    /// <summary>Notes that the line moves a counter.</summary>
    /// <param name="slot">The counter's slot.</param>
    /// <param name="amount">By how much.</param>
    public void Add(int slot, long amount = 1) => _moves[_count++] = new Move(slot, amount);

    /// <summary>Moves the counters, as if the line had stood in the log <paramref name="times"/> times.</summary>
    public void Apply(CounterStore store, long times)
    {
        foreach (Move move in Moves)
        {
            store.Add(move.Slot, move.Amount * Weight * times);
        }
    }
}
