// Writes PDUs into a buffer of fixed size, the largest PDU that may be sent.
// Like the reader it never throws: what does not fit makes it Overflowed, and the caller decides once what to send instead.
using System.Buffers.Binary;

namespace AgentX.Wire;

/// <summary>A writer of the encodings of RFC 2741 section 5, in one byte order.</summary>
internal ref struct WireWriter(Span<byte> buffer, bool bigEndian)
{
    private readonly Span<byte> _buffer = buffer;

    /// <summary>The octets written so far; may be set back to take back what was written since.</summary>
    public int Position { get; private set; }

    /// <summary>Whether something did not fit.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>What was written.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[..Position];

    /// <summary>Takes back everything after <paramref name="position"/>, an overflow too.</summary>
    public void Rewind(int position)
    {
        Position = position;
        Overflowed = false;
    }

    /// <summary>Leaves room to be patched.</summary>
    public void Skip(int count) => Take(count).Clear();

    public void WriteByte(byte value)
    {
        if (Take(1) is [_, ..] octets)
            octets[0] = value;
    }

    public void WriteUInt16(ushort value)
    {
        var octets = Take(2);
        if (octets.IsEmpty)
            return;
        if (bigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(octets, value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(octets, value);
    }

    public void WriteUInt32(uint value)
    {
        var octets = Take(4);
        if (octets.IsEmpty)
            return;
        if (bigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(octets, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(octets, value);
    }

    public void WriteUInt64(ulong value)
    {
        var octets = Take(8);
        if (octets.IsEmpty)
            return;
        if (bigEndian)
            BinaryPrimitives.WriteUInt64BigEndian(octets, value);
        else
            BinaryPrimitives.WriteUInt64LittleEndian(octets, value);
    }

    /// <summary>Overwrites two octets written earlier.</summary>
    public readonly void PatchUInt16(int position, ushort value)
    {
        if (bigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(_buffer[position..], value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(_buffer[position..], value);
    }

    /// <summary>Overwrites the octets written first with a header that tells the length of what follows it.</summary>
    public readonly void PatchHeader(PduHeader header) =>
        (header with { PayloadLength = (uint)(Position - PduHeader.Size) }).Write(_buffer);

    /// <summary>
    /// Writes an Object Identifier (RFC 2741 section 5.1), none as the null OID; 1.3.6.1.x is shortened to the prefix x,
    /// which every receiver must understand and which saves 20 octets a name.
    /// </summary>
    public void WriteOid(scoped ReadOnlySpan<uint> subIds, bool include = false)
    {
        byte prefix = 0;
        if (subIds is [1, 3, 6, 1, >= 1 and <= byte.MaxValue, ..])
        {
            prefix = (byte)subIds[4];
            subIds = subIds[5..];
        }

        WriteByte((byte)subIds.Length);
        WriteByte(prefix);
        WriteByte(include ? (byte)1 : (byte)0);
        WriteByte(0);
        foreach (var subId in subIds)
            WriteUInt32(subId);
    }

    /// <summary>Writes an Octet String with its padding (RFC 2741 section 5.3), which net-snmp demands of the last one too.</summary>
    public void WriteOctetString(scoped ReadOnlySpan<byte> octets)
    {
        WriteUInt32((uint)octets.Length);
        var padded = Take((octets.Length + 3) & ~3);
        if (padded.IsEmpty)
            return;
        octets.CopyTo(padded);
        padded[octets.Length..].Clear();
    }

    private Span<byte> Take(int count)
    {
        if (Overflowed || count > _buffer.Length - Position)
        {
            Overflowed = true;
            return default;
        }

        var taken = _buffer.Slice(Position, count);
        Position += count;
        return taken;
    }
}
