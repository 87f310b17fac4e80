// RFC 2741 section 6.2.1:  | timeout | 0 0 0 | o.id | o.descr |
namespace AgentX.Wire.Pdus;

/// <summary>Asks for a session; the answer's header has its sessionID.</summary>
internal sealed record OpenPdu(byte TimeoutSeconds, ObjectIdentifier? Id, string Description) : Pdu(PduType.Open)
{
    public static OpenPdu Read(ref WireReader reader)
    {
        var timeout = reader.ReadByte();
        reader.Skip(3);
        return new OpenPdu(timeout, PduParts.ReadOid(ref reader, out _), PduParts.ReadText(ref reader));
    }

    protected override void WritePayload(ref WireWriter writer)
    {
        writer.WriteByte(TimeoutSeconds);
        writer.Skip(3);
        PduParts.WriteOid(ref writer, Id);
        PduParts.WriteText(ref writer, Description);
    }
}
