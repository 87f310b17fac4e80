// A search range resolved to positions of a layout, RFC 2741 section 5.2.
using AgentX.Sessions;
using AgentX.Wire;

namespace AgentX.Requests;

/// <summary>The instances a search range has left: from <see cref="Next"/> up to, not including, <see cref="Limit"/>.</summary>
internal struct RangeCursor
{
    /// <summary>The position to look at next.</summary>
    public int Next;

    /// <summary>The position of the range's end: the end itself is excluded, the null OID means there is none.</summary>
    public int Limit;

    /// <summary>The position answered last, -1 before the first.</summary>
    public int Last;

    /// <summary>Where in the request the range stands: the octets from its beginning to the payload's end.</summary>
    public int OctetsFromStart;

    /// <summary>Reads a range; its starting OID is left in <paramref name="start"/>.</summary>
    public static RangeCursor Read(ref WireReader reader, MibLayout layout, scoped Span<uint> start, out int startLength)
    {
        var octetsFromStart = reader.Remaining;
        startLength = reader.ReadOid(start, out var include);
        Span<uint> end = stackalloc uint[ObjectIdentifier.MaxLength];
        var endLength = reader.ReadOid(end, out _);

        // The include field says whether the starting OID itself is a possible answer.
        var name = start[..startLength];
        return new RangeCursor
        {
            Next = include ? layout.LowerBound(name) : layout.UpperBound(name),
            Limit = endLength == 0 ? layout.Count : layout.LowerBound(end[..endLength]),
            Last = -1,
            OctetsFromStart = octetsFromStart,
        };
    }

    /// <summary>Writes the next instance that has a value; false, with nothing written, at the end of the range.</summary>
    public bool TryWriteNext(ref WireWriter answer, IMibMoment moment, UptimeSync uptime)
    {
        for (; Next < Limit; Next++)
        {
            if (!VarBindWriter.TryWriteInstance(ref answer, moment, Next, uptime))
                continue;
            Last = Next++;
            return true;
        }

        return false;
    }
}
