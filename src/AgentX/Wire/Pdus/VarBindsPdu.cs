// PDUs of nothing but varbinds: TestSet (RFC 2741 section 6.2.8), Notify (6.2.10), IndexAllocate and IndexDeallocate (6.2.12, 6.2.13).
namespace AgentX.Wire.Pdus;

/// <summary>A PDU that carries varbinds.</summary>
internal sealed record VarBindsPdu(PduType Type, IReadOnlyList<VarBind> VarBinds) : Pdu(Type)
{
    public static VarBindsPdu Read(PduType type, ref WireReader reader) => new(type, PduParts.ReadVarBinds(ref reader));

    protected override void WritePayload(ref WireWriter writer) => PduParts.WriteVarBinds(ref writer, VarBinds);
}
