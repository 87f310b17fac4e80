// PDUs as objects: for administration and for tests. Requests are answered from their octets, without these.
using System.Text;

namespace AgentX.Wire.Pdus;

/// <summary>A PDU without its header's IDs.</summary>
internal abstract record Pdu(PduType Type)
{
    /// <summary>The flags of the PDU's own; context and byte order are added when it is written.</summary>
    public PduFlags Flags { get; init; }

    /// <summary>The context, empty for the default one (RFC 2741 section 6.1.1).</summary>
    public string Context { get; init; } = "";

    /// <summary>Writes the whole PDU and gives its length, 0 if it does not fit.</summary>
    public int Encode(Span<byte> buffer, uint sessionId, uint transactionId, uint packetId, bool bigEndian)
    {
        var flags = Flags
            | (bigEndian ? PduFlags.NetworkByteOrder : PduFlags.None)
            | (Context.Length > 0 ? PduFlags.NonDefaultContext : PduFlags.None);
        var writer = new WireWriter(buffer, bigEndian);
        writer.Skip(PduHeader.Size);
        if (Context.Length > 0)
            writer.WriteOctetString(Encoding.UTF8.GetBytes(Context));
        WritePayload(ref writer);
        if (writer.Overflowed)
            return 0;

        writer.PatchHeader(new PduHeader(Type, flags, sessionId, transactionId, packetId));
        return writer.Position;
    }

    /// <summary>Reads a whole PDU; null if it is malformed or of an unknown type.</summary>
    public static Pdu? Decode(ReadOnlySpan<byte> octets)
    {
        if (octets.Length < PduHeader.Size || octets[0] != PduHeader.Version)
            return null;
        var header = PduHeader.Read(octets);
        if (header.PayloadLength != octets.Length - PduHeader.Size)
            return null;

        var reader = new WireReader(octets[PduHeader.Size..], header.BigEndian);
        var context = header.HasContext ? Encoding.UTF8.GetString(reader.ReadOctetString()) : "";
        var pdu = ReadPayload(header.Type, ref reader);
        if (pdu is null || reader.Failed || !reader.AtEnd)
            return null;
        return pdu with { Context = context, Flags = header.Flags & ~(PduFlags.NonDefaultContext | PduFlags.NetworkByteOrder) };
    }

    /// <summary>Writes what follows header and context.</summary>
    protected abstract void WritePayload(ref WireWriter writer);

    private static Pdu? ReadPayload(PduType type, ref WireReader reader) => type switch
    {
        PduType.Open => OpenPdu.Read(ref reader),
        PduType.Close => ClosePdu.Read(ref reader),
        PduType.Register => RegisterPdu.Read(ref reader),
        PduType.Unregister => UnregisterPdu.Read(ref reader),
        PduType.Get or PduType.GetNext => SearchPdu.Read(type, ref reader),
        PduType.GetBulk => GetBulkPdu.Read(ref reader),
        PduType.TestSet or PduType.Notify or PduType.IndexAllocate or PduType.IndexDeallocate => VarBindsPdu.Read(type, ref reader),
        PduType.CommitSet or PduType.UndoSet or PduType.CleanupSet or PduType.Ping => new EmptyPdu(type),
        PduType.AddAgentCaps => AddAgentCapsPdu.Read(ref reader),
        PduType.RemoveAgentCaps => RemoveAgentCapsPdu.Read(ref reader),
        PduType.Response => ResponsePdu.Read(ref reader),
        _ => null,
    };
}
