// RFC 2741 sections 6.2.5 and 6.2.6:  (| start OID | end OID |)*
namespace AgentX.Wire.Pdus;

/// <summary>Get or GetNext.</summary>
internal sealed record SearchPdu(PduType Type, IReadOnlyList<SearchRange> Ranges) : Pdu(Type)
{
    public static SearchPdu Read(PduType type, ref WireReader reader) => new(type, SearchRange.ReadAll(ref reader));

    protected override void WritePayload(ref WireWriter writer) => SearchRange.WriteAll(ref writer, Ranges);
}
