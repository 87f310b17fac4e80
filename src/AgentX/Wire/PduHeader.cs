// The 20 octets that every PDU begins with, RFC 2741 section 6.1:
//
//   | version | type | flags | reserved |
//   |             sessionID             |
//   |           transactionID           |
//   |             packetID              |
//   |          payload_length           |
//
using System.Buffers.Binary;

namespace AgentX.Wire;

/// <summary>A PDU's header (RFC 2741 section 6.1). The byte order is a property of each PDU, its header included.</summary>
internal readonly record struct PduHeader(
    PduType Type, PduFlags Flags, uint SessionId, uint TransactionId, uint PacketId, uint PayloadLength = 0)
{
    public const int Size = 20;

    /// <summary>h.version: the only one there is.</summary>
    public const byte Version = 1;

    /// <summary>
    /// No PDU above this may be sent, header included: the RFC names no limit,
    /// but net-snmp's parser silently drops anything larger, which leaves its request hanging.
    /// </summary>
    public const int MaxSentPdu = 65_536;

    public bool BigEndian => (Flags & PduFlags.NetworkByteOrder) != 0;

    public bool HasContext => (Flags & PduFlags.NonDefaultContext) != 0;

    /// <summary>Reads a header; the octets' version is the caller's to check.</summary>
    public static PduHeader Read(ReadOnlySpan<byte> octets)
    {
        var flags = (PduFlags)octets[2];
        var reader = new WireReader(octets[4..Size], (flags & PduFlags.NetworkByteOrder) != 0);
        return new PduHeader(
            (PduType)octets[1], flags, reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32());
    }

    /// <summary>Writes the header, in the byte order of its own flag.</summary>
    public void Write(Span<byte> octets)
    {
        octets[0] = Version;
        octets[1] = (byte)Type;
        octets[2] = (byte)Flags;
        octets[3] = 0;
        WriteUInt32(octets[4..], SessionId);
        WriteUInt32(octets[8..], TransactionId);
        WriteUInt32(octets[12..], PacketId);
        WriteUInt32(octets[16..], PayloadLength);
    }

    private void WriteUInt32(Span<byte> octets, uint value)
    {
        if (BigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(octets, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(octets, value);
    }
}
