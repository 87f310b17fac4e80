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

    /// <summary>Counts for the service that the tag names.</summary>
    public void Add(ServiceCounter counter)
    {
        int row = Tag.ServiceRow(out bool capped);
        _capped |= capped;
        Effect.Add(Tag.Counters.Slot(counter, row));
    }

    /// <summary>Counts for a service that the record names.</summary>
    public void Add(ServiceCounter counter, ReadOnlySpan<byte> service)
    {
        int row = Tag.Counters.ServiceRow(service, out bool capped);
        _capped |= capped;
        Effect.Add(Tag.Counters.Slot(counter, row));
    }

    public bool IsExcludedService(ReadOnlySpan<byte> service) => tags.IsExcluded(service);

    /// <summary>A record whose instance or service went to <c>~other</c> counts once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End()
    {
        if (_capped && !Effect.Slots.IsEmpty)
        {
            Add(Counter.NamesCapped);
        }
    }
}
