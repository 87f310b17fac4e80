// RFC 2741 section 6.2.14:  | a.id | a.descr |
using System.Text;

namespace AgentX.Wire.Pdus;

/// <summary>Asks for a row of the master's sysORTable.</summary>
internal sealed record AddAgentCapsPdu(ObjectIdentifier Id, string Description) : Pdu(PduType.AddAgentCaps)
{
    protected override void WritePayload(ref WireWriter writer)
    {
        writer.WriteOid(Id.Span);
        writer.WriteOctetString(Encoding.UTF8.GetBytes(Description));
    }
}
