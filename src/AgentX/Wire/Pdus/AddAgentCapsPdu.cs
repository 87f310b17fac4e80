// RFC 2741 section 6.2.14:  | a.id | a.descr |
namespace AgentX.Wire.Pdus;

/// <summary>Asks for a row of the master's sysORTable.</summary>
internal sealed record AddAgentCapsPdu(ObjectIdentifier Id, string Description) : Pdu(PduType.AddAgentCaps)
{
    public static AddAgentCapsPdu Read(ref WireReader reader) =>
        new(PduParts.ReadName(ref reader), PduParts.ReadText(ref reader));

    protected override void WritePayload(ref WireWriter writer)
    {
        PduParts.WriteOid(ref writer, Id);
        PduParts.WriteText(ref writer, Description);
    }
}
