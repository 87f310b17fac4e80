// RFC 2741 section 6.2.4:  | 0 | priority | range_subid | 0 | subtree | [upper_bound] |
namespace AgentX.Wire.Pdus;

/// <summary>Gives a region back.</summary>
internal sealed record UnregisterPdu(byte Priority, byte RangeSubId, ObjectIdentifier Subtree, uint UpperBound) : Pdu(PduType.Unregister)
{
    public static UnregisterPdu Of(Registration region) =>
        new(region.Priority, region.RangeSubId, region.Subtree, region.UpperBound) { Context = region.Context };

    public static UnregisterPdu Read(ref WireReader reader)
    {
        reader.Skip(1);
        var priority = reader.ReadByte();
        var rangeSubId = reader.ReadByte();
        reader.Skip(1);
        var subtree = PduParts.ReadName(ref reader);
        return new UnregisterPdu(priority, rangeSubId, subtree, rangeSubId == 0 ? 0 : reader.ReadUInt32());
    }

    protected override void WritePayload(ref WireWriter writer)
    {
        writer.Skip(1);
        writer.WriteByte(Priority);
        writer.WriteByte(RangeSubId);
        writer.Skip(1);
        PduParts.WriteOid(ref writer, Subtree);
        if (RangeSubId != 0)
            writer.WriteUInt32(UpperBound);
    }
}
