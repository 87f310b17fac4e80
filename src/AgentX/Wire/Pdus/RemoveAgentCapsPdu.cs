// RFC 2741 section 6.2.15:  | a.id |
namespace AgentX.Wire.Pdus;

/// <summary>Takes a row of the master's sysORTable back.</summary>
internal sealed record RemoveAgentCapsPdu(ObjectIdentifier Id) : Pdu(PduType.RemoveAgentCaps)
{
    public static RemoveAgentCapsPdu Read(ref WireReader reader) => new(PduParts.ReadName(ref reader));

    protected override void WritePayload(ref WireWriter writer) => PduParts.WriteOid(ref writer, Id);
}
