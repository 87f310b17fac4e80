// What the line at hand does to the counters, while it is being read.

using System.Runtime.CompilerServices;
using PostfixStats.Counting;
using PostfixStats.Messages;

namespace PostfixStats.Grammar;

/// <summary>Collects the counters that a line moves; nothing is counted before the whole line is understood.</summary>
internal sealed class Tally(TagTable tags, Exclusions exclusions, LineEffect effect, bool withDetails, bool tracksMessages)
{
    /// <summary>What the line says about the message whose queue id it begins with.</summary>
    public MessageEvent Message;

    private bool _capped;

    public LineEffect Effect => effect;

    /// <summary>Whose line it is.</summary>
    public TaggedProgram Tag { get; private set; } = null!;

    /// <summary>Why a line is unknown.</summary>
    public string Reason { get; set; } = "";

    public Exclusions Exclusions => exclusions;

    /// <summary>Whether what is not in the closed list counts too; else it need not be read.</summary>
    public bool WithDetails => withDetails;

    /// <summary>Whether anybody wants <see cref="Message"/>; where not, nothing is read for it alone.</summary>
    public bool TracksMessages => tracksMessages;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin(TaggedProgram tag)
    {
        Effect.Clear();
        Message.Kind = MessageEventKind.None;
        Tag = tag;
        _capped = tag.InstanceCapped;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Counter counter) => Effect.Add(Tag.Counters.Slot(counter));

    /// <summary>Notes what the line says about its message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Note(MessageEventKind kind) => Message.Kind = kind;

    /// <summary>Notes that the line is the reception of a message.</summary>
    /// <param name="origin">Where it came from.</param>
    /// <param name="earlier">The queue id it had before, or empty.</param>
    /// <param name="client">The SMTP client, or empty.</param>
    public void NoteReception(MessageOrigin origin, ReadOnlySpan<byte> earlier = default, ReadOnlySpan<byte> client = default)
    {
        if (tracksMessages)
        {
            Message = new MessageEvent
            {
                Kind = MessageEventKind.Begun,
                Origin = origin,
                Other = earlier.IsEmpty ? 0 : QueueIdKey.Of(earlier),
                Client = client.IsEmpty ? 0 : QueueIdKey.Of(client),
            };
        }
    }

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

    /// <summary>Counts for a service what is in the closed list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ServiceCounter counter, int row) => Effect.Add(Tag.Counters.Slot(counter, row));

    /// <summary>Counts a detail of a service.</summary>
    public void AddDetail(ServiceCounter counter, int row, long amount = 1) => Add(CounterFamilies.Service, row, (int)counter, amount);

    /// <summary>Counts a detail of a row.</summary>
    public void Add(CounterFamily family, int row, int column, long amount = 1)
    {
        if (withDetails)
        {
            Effect.Add(Tag.Counters.Slot(family, row, column), amount);
        }
    }

    /// <summary>Counts for a row that the line names; <paramref name="cappedRow"/> counts names that find no room.</summary>
    public void Add(CounterFamily family, ReadOnlySpan<byte> name, int column, int cappedRow)
    {
        if (!withDetails)
        {
            return;
        }

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
