// PDUs without a payload: CommitSet, UndoSet, CleanupSet (RFC 2741 section 6.2.9), Ping (6.2.11).
namespace AgentX.Wire.Pdus;

/// <summary>A PDU of nothing but a header, and for Ping perhaps a context.</summary>
internal sealed record EmptyPdu(PduType Type) : Pdu(Type)
{
    protected override void WritePayload(ref WireWriter writer)
    {
    }
}
