// The heart of a subagent: a request's octets in, the response's octets out. No I/O, no waiting, no allocation.
using AgentX.Sessions;
using AgentX.Wire;

namespace AgentX.Requests;

/// <summary>Answers the master's requests of one session (RFC 2741 section 7.2.2). Not for use by two threads at once.</summary>
internal sealed class RequestProcessor(MibContext[] contexts, UptimeSync uptime, Action<Exception> onViewFailed)
{
    /// <summary>Header, res.sysUpTime, res.error, res.index.</summary>
    private const int ResponseHead = PduHeader.Size + 8;

    private readonly GetBulkHandler _getBulk = new();

    /// <summary>The session that the master opened for us; requests of any other are refused.</summary>
    public uint SessionId { get; set; }

    /// <summary>
    /// Answers a complete PDU into <paramref name="response"/>, which holds <see cref="PduHeader.MaxSentPdu"/> octets.
    /// Gives the response's length, 0 if there must be none. There is an answer to everything else:
    /// one missing answer leaves the master's request hanging, and with it, sooner or later, the master.
    /// </summary>
    public int Process(ReadOnlySpan<byte> pdu, Span<byte> response)
    {
        var header = PduHeader.Read(pdu);

        // RFC 2741 section 7.2.4.4: CleanupSet ends a transaction in silence; and nobody answers a Response.
        if (header.Type is PduType.CleanupSet or PduType.Response)
            return 0;

        var reader = new WireReader(pdu[PduHeader.Size..], header.BigEndian);
        var writer = BeginResponse(response, header);
        ushort index = 1;
        AgentXError error;
        try
        {
            error = Answer(header, ref reader, ref writer, ref index);
        }
#pragma warning disable CA1031 // The view is a stranger's code: whatever it throws, the master gets its answer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            onViewFailed(e);
            error = AgentXError.GenErr;
        }

        return EndResponse(ref writer, header, error, index);
    }

    /// <summary>Answers a PDU with genErr without looking into it: for when answers pile up that the master does not read.</summary>
    public static int Refuse(ReadOnlySpan<byte> pdu, Span<byte> response)
    {
        var header = PduHeader.Read(pdu);
        if (header.Type is PduType.CleanupSet or PduType.Response)
            return 0;
        var writer = BeginResponse(response, header);
        return EndResponse(ref writer, header, AgentXError.GenErr, 1);
    }

    private AgentXError Answer(PduHeader header, ref WireReader reader, ref WireWriter writer, ref ushort index)
    {
        var context = header.HasContext ? reader.ReadOctetString() : default;
        if (reader.Failed)
            return AgentXError.ParseError;
        if (header.SessionId != SessionId)
            return AgentXError.NotOpen;

        switch (header.Type)
        {
            // A read-only subagent keeps no state of a set (RFC 2741 section 7.2.4): the test fails at the first varbind,
            // so nothing is ever there to commit or to undo. Answered at once: net-snmp serves nobody while a set waits.
            case PduType.TestSet:
                return AgentXError.NotWritable;
            case PduType.CommitSet:
                index = 0;
                return AgentXError.CommitFailed;
            case PduType.UndoSet:
                index = 0;
                return AgentXError.UndoFailed;
            case PduType.Get or PduType.GetNext or PduType.GetBulk:
                break;
            default:
                return AgentXError.ParseError;
        }

        if (FindContext(context) is not { } known)
            return AgentXError.UnsupportedContext;

        var moment = known.Moments.For(header.TransactionId);
        return header.Type switch
        {
            PduType.Get => GetHandler.Answer(ref reader, ref writer, moment, uptime, ref index),
            PduType.GetNext => GetNextHandler.Answer(ref reader, ref writer, moment, uptime, ref index),
            _ => _getBulk.Answer(ref reader, ref writer, moment, uptime, ref index),
        };
    }

    private MibContext? FindContext(ReadOnlySpan<byte> name)
    {
        foreach (var context in contexts)
        {
            if (context.Name.SequenceEqual(name))
                return context;
        }

        return null;
    }

    /// <summary>
    /// The response repeats the request's IDs and byte order. It never repeats NON_DEFAULT_CONTEXT:
    /// a Response has no context, and net-snmp would take the first octets of its payload for one.
    /// </summary>
    private static WireWriter BeginResponse(Span<byte> response, PduHeader request)
    {
        var writer = new WireWriter(response[..PduHeader.MaxSentPdu], request.BigEndian);
        writer.Skip(PduHeader.Size);
        writer.WriteUInt32(0); // res.sysUpTime means nothing from a subagent.
        writer.WriteUInt16((ushort)AgentXError.None);
        writer.WriteUInt16(0);
        return writer;
    }

    private static int EndResponse(ref WireWriter writer, PduHeader request, AgentXError error, ushort index)
    {
        if (error != AgentXError.None)
        {
            // An error stands alone: no varbinds go with it.
            writer.Rewind(ResponseHead);
            writer.PatchUInt16(ResponseHead - 4, (ushort)error);
            writer.PatchUInt16(ResponseHead - 2, error < AgentXError.OpenFailed ? index : (ushort)0);
        }

        writer.PatchHeader(request with { Type = PduType.Response, Flags = request.Flags & PduFlags.NetworkByteOrder });
        return writer.Position;
    }
}
