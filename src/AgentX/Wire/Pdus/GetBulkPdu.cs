// RFC 2741 section 6.2.7:  | u16 non_repeaters | u16 max_repetitions | (| start OID | end OID |)*
namespace AgentX.Wire.Pdus;

/// <summary>GetBulk.</summary>
internal sealed record GetBulkPdu(ushort NonRepeaters, ushort MaxRepetitions, IReadOnlyList<SearchRange> Ranges) : Pdu(PduType.GetBulk)
{
    public static GetBulkPdu Read(ref WireReader reader) =>
        new(reader.ReadUInt16(), reader.ReadUInt16(), SearchRange.ReadAll(ref reader));

    protected override void WritePayload(ref WireWriter writer)
    {
        writer.WriteUInt16(NonRepeaters);
        writer.WriteUInt16(MaxRepetitions);
        SearchRange.WriteAll(ref writer, Ranges);
    }
}
