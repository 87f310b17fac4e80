// RFC 2741 section 6.2.3:  | timeout | priority | range_subid | 0 | subtree | [upper_bound] |
namespace AgentX.Wire.Pdus;

/// <summary>Asks for a region.</summary>
internal sealed record RegisterPdu(byte TimeoutSeconds, byte Priority, byte RangeSubId, ObjectIdentifier Subtree, uint UpperBound)
    : Pdu(PduType.Register)
{
    public RegisterPdu(Registration region)
        : this(region.TimeoutSeconds, region.Priority, region.RangeSubId, region.Subtree, region.UpperBound)
    {
        Context = region.Context;
        Flags = region.IsInstance ? PduFlags.InstanceRegistration : PduFlags.None;
    }

    protected override void WritePayload(ref WireWriter writer)
    {
        writer.WriteByte(TimeoutSeconds);
        writer.WriteByte(Priority);
        writer.WriteByte(RangeSubId);
        writer.Skip(1);
        writer.WriteOid(Subtree.Span);

        // The upper bound is there only if there is a range.
        if (RangeSubId != 0)
            writer.WriteUInt32(UpperBound);
    }
}
