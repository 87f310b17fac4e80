// RFC 2741 section 6.2.16:  | res.sysUpTime | u16 res.error | u16 res.index | varbinds |
namespace AgentX.Wire.Pdus;

/// <summary>Answers any PDU but CleanupSet.</summary>
internal sealed record ResponsePdu(uint SysUpTime, AgentXError Error, ushort Index, IReadOnlyList<VarBind> VarBinds) : Pdu(PduType.Response)
{
    public static ResponsePdu Read(ref WireReader reader) =>
        new(reader.ReadUInt32(), (AgentXError)reader.ReadUInt16(), reader.ReadUInt16(), PduParts.ReadVarBinds(ref reader));

    protected override void WritePayload(ref WireWriter writer)
    {
        writer.WriteUInt32(SysUpTime);
        writer.WriteUInt16((ushort)Error);
        writer.WriteUInt16(Index);
        PduParts.WriteVarBinds(ref writer, VarBinds);
    }
}
