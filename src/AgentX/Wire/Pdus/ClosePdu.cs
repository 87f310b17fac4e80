// RFC 2741 section 6.2.2:  | reason | 0 0 0 |
namespace AgentX.Wire.Pdus;

/// <summary>Ends the session; either side may send it.</summary>
internal sealed record ClosePdu(CloseReason Reason) : Pdu(PduType.Close)
{
    public static ClosePdu Read(ref WireReader reader)
    {
        var reason = (CloseReason)reader.ReadByte();
        reader.Skip(3);
        return new ClosePdu(reason);
    }

    protected override void WritePayload(ref WireWriter writer)
    {
        writer.WriteByte((byte)Reason);
        writer.Skip(3);
    }
}
