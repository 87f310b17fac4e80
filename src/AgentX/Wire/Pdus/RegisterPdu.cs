// RFC 2741 section 6.2.3:  | timeout | priority | range_subid | 0 | subtree | [upper_bound] |
namespace AgentX.Wire.Pdus;

/// <summary>Asks for a region.</summary>
internal sealed record RegisterPdu(byte TimeoutSeconds, byte Priority, byte RangeSubId, ObjectIdentifier Subtree, uint UpperBound)
    : Pdu(PduType.Register)
{
    public static RegisterPdu Of(Registration region) =>
        new(region.TimeoutSeconds, region.Priority, region.RangeSubId, region.Subtree, region.UpperBound)
        {
            Context = region.Context,
            Flags = region.IsInstance ? PduFlags.InstanceRegistration : PduFlags.None,
        };

    public static RegisterPdu Read(ref WireReader reader)
    {
        var timeout = reader.ReadByte();
        var priority = reader.ReadByte();
        var rangeSubId = reader.ReadByte();
        reader.Skip(1);
        var subtree = PduParts.ReadName(ref reader);
        return new RegisterPdu(timeout, priority, rangeSubId, subtree, rangeSubId == 0 ? 0 : reader.ReadUInt32());
    }

    protected override void WritePayload(ref WireWriter writer)
    {
        writer.WriteByte(TimeoutSeconds);
        writer.WriteByte(Priority);
        writer.WriteByte(RangeSubId);
        writer.Skip(1);
        PduParts.WriteOid(ref writer, Subtree);

        // The upper bound is there only if there is a range.
        if (RangeSubId != 0)
            writer.WriteUInt32(UpperBound);
    }
}
