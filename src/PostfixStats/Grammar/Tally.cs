// What the line at hand does to the counters, while it is being read.

using System.Runtime.CompilerServices;
using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>Collects the counters that a line moves; nothing is counted before the whole line is understood.</summary>
internal sealed class Tally(TagTable tags, Exclusions exclusions)
{
    private bool _capped;

    public LineEffect Effect { get; } = new();

    /// <summary>Whose line it is.</summary>
    public TaggedProgram Tag { get; private set; } = null!;

    /// <summary>Why a line is unknown.</summary>
    public string Reason { get; set; } = "";

    public Exclusions Exclusions => exclusions;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin(TaggedProgram tag)
    {
        Effect.Clear();
        Tag = tag;
        _capped = tag.InstanceCapped;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Counter counter) => Effect.Add(Tag.Counters.Slot(counter));

    /// <summary>The row of the service that the tag names.</summary>
    public int ServiceRow()
    {
        int row = Tag.ServiceRow(out bool capped);
        _capped |= capped;
        return row;
    }

    /// <summary>The row of a service that the record names.</summary>
    public int ServiceRow(ReadOnlySpan<byte> service)
    {
        int row = Tag.Counters.RowOf(CounterFamilies.Service, service, out bool capped);
        _capped |= capped;
        return row;
    }

    /// <summary>Counts for a service.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ServiceCounter counter, int row, long amount = 1) => Effect.Add(Tag.Counters.Slot(counter, row), amount);

    /// <summary>Counts for a row.</summary>
    public void Add(CounterFamily family, int row, int column, long amount = 1) =>
        Effect.Add(Tag.Counters.Slot(family, row, column), amount);

    /// <summary>Counts for a row that the line names; <paramref name="cappedRow"/> counts names that find no room.</summary>
    public void Add(CounterFamily family, ReadOnlySpan<byte> name, int column, int cappedRow)
    {
        Add(family, Tag.Counters.RowOf(family, name, out bool capped), column);
        if (capped)
        {
            Add(CounterFamilies.Capped, cappedRow, 0);
        }
    }

    public bool IsExcludedService(ReadOnlySpan<byte> service) => tags.IsExcluded(service);

    /// <summary>A record whose instance or service went to <c>~other</c> counts once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End()
    {
        if (_capped && !Effect.Moves.IsEmpty)
        {
            Add(Counter.NamesCapped);
        }
    }
}
