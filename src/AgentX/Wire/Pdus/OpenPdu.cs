// RFC 2741 section 6.2.1:  | timeout | 0 0 0 | o.id | o.descr |
using System.Text;

namespace AgentX.Wire.Pdus;

/// <summary>Asks for a session; the answer's header has its sessionID.</summary>
internal sealed record OpenPdu(byte TimeoutSeconds, ObjectIdentifier? Id, string Description) : Pdu(PduType.Open)
{
    protected override void WritePayload(ref WireWriter writer)
    {
        writer.WriteByte(TimeoutSeconds);
        writer.Skip(3);
        writer.WriteOid(Id is null ? default : Id.Span);
        writer.WriteOctetString(Encoding.UTF8.GetBytes(Description));
    }
}
