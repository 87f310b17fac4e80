// PDUs as objects: for administration and for tests. Requests are answered from their octets, without these.
using System.Text;

namespace AgentX.Wire.Pdus;

/// <summary>A PDU without its header's IDs.</summary>
internal abstract record Pdu(PduType Type)
{
    /// <summary>The flags of the PDU's own; context and byte order are added when it is written.</summary>
    public PduFlags Flags { get; init; }

    /// <summary>The context in octets of UTF-8, empty for the default one (RFC 2741 section 6.1.1).</summary>
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

    /// <summary>Writes what follows header and context.</summary>
    protected abstract void WritePayload(ref WireWriter writer);
}
