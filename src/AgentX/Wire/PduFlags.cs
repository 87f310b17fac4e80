// The flag bits of a PDU header, RFC 2741 section 6.1.
namespace AgentX.Wire;

/// <summary>h.flags of the PDU header (RFC 2741 section 6.1).</summary>
[Flags]
internal enum PduFlags : byte
{
    None = 0,
    InstanceRegistration = 0x01,
    NewIndex = 0x02,
    AnyIndex = 0x04,

    /// <summary>A context string stands between header and payload.</summary>
    NonDefaultContext = 0x08,

    /// <summary>Every integer of this PDU, the header's included, is big-endian; otherwise little-endian.</summary>
    NetworkByteOrder = 0x10,
}
