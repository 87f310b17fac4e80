// GetBulk: RFC 2741 section 7.2.3.3. net-snmp's master never sends it; others do.
using AgentX.Sessions;
using AgentX.Wire;

namespace AgentX.Requests;

/// <summary>Keeps its columns between requests, so that none is allocated for one.</summary>
internal sealed class GetBulkHandler
{
    private RangeCursor[] _columns = new RangeCursor[16];

    /// <summary>
    /// Answers the non-repeaters once each, then the repeaters in rounds: all columns' first successors, then all second ones.
    /// Ends after the round in which all columns are at their end, or where the next varbind would not fit: a short answer is legal.
    /// </summary>
    public AgentXError Answer(ref WireReader payload, ref WireWriter answer, IMibMoment moment, UptimeSync uptime, ref ushort index)
    {
        int nonRepeaters = payload.ReadUInt16();
        int maxRepetitions = payload.ReadUInt16();
        for (; index <= nonRepeaters && !payload.AtEnd; index++)
        {
            var error = GetNextHandler.AnswerOne(ref payload, ref answer, moment, uptime);
            if (error != AgentXError.None)
                return error;
        }

        var repeaters = payload;
        var columns = ReadColumns(ref payload, moment.Layout);
        if (payload.Failed)
            return AgentXError.ParseError;

        var firstRepeater = index;
        for (var round = 0; round < maxRepetitions && !columns.IsEmpty; round++)
        {
            var ended = 0;
            index = firstRepeater;
            foreach (ref var column in columns)
            {
                var fits = answer.Position;
                if (!column.TryWriteNext(ref answer, moment, uptime))
                {
                    ended++;
                    WriteEnd(ref answer, in column, repeaters, moment.Layout);
                }

                if (answer.Overflowed)
                    return CutShort(ref answer, fits, round > 0 || index > 1);
                index++;
            }

            if (ended == columns.Length)
                break;
        }

        return AgentXError.None;
    }

    private Span<RangeCursor> ReadColumns(ref WireReader payload, MibLayout layout)
    {
        Span<uint> start = stackalloc uint[ObjectIdentifier.MaxLength];
        var count = 0;
        while (!payload.AtEnd)
        {
            if (count == _columns.Length)
                Array.Resize(ref _columns, count * 2);
            _columns[count++] = RangeCursor.Read(ref payload, layout, start, out _);
        }

        return _columns.AsSpan(0, count);
    }

    /// <summary>endOfMibView stands under the name the column gave last, or under its starting OID.</summary>
    private static void WriteEnd(ref WireWriter answer, in RangeCursor column, WireReader repeaters, MibLayout layout)
    {
        Span<uint> name = stackalloc uint[ObjectIdentifier.MaxLength];
        if (column.Last >= 0)
        {
            VarBindWriter.WriteException(ref answer, layout.NameAt(column.Last, name), VarBindType.EndOfMibView);
            return;
        }

        repeaters.Skip(repeaters.Remaining - column.OctetsFromStart);
        var length = repeaters.ReadOid(name, out _);
        VarBindWriter.WriteException(ref answer, name[..length], VarBindType.EndOfMibView);
    }

    private static AgentXError CutShort(ref WireWriter answer, int fits, bool anything)
    {
        if (!anything)
            return AgentXError.GenErr;
        answer.Rewind(fits);
        return AgentXError.None;
    }
}
