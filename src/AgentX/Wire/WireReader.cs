// The one place that indexes octets received from a peer: it owns bounds and byte order.
// It never throws: the first violation makes it Failed, from when on every read gives nothing,
// so that a parser reads straight through and asks once at the end.
using System.Buffers.Binary;

namespace AgentX.Wire;

/// <summary>A total reader of the encodings of RFC 2741 section 5, in one byte order.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> octets, bool bigEndian)
{
    private ReadOnlySpan<byte> _rest = octets;

    /// <summary>Whether something read was not there or was malformed.</summary>
    public bool Failed { get; private set; }

    /// <summary>Whether nothing is left to read, because it was read or because reading failed.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>The octets not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public byte ReadByte() => Take(1) is [var octet] ? octet : (byte)0;

    public ushort ReadUInt16()
    {
        var octets = Take(2);
        if (octets.IsEmpty)
            return 0;
        return bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(octets) : BinaryPrimitives.ReadUInt16LittleEndian(octets);
    }

    public uint ReadUInt32()
    {
        var octets = Take(4);
        if (octets.IsEmpty)
            return 0;
        return bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(octets) : BinaryPrimitives.ReadUInt32LittleEndian(octets);
    }

    public ulong ReadUInt64()
    {
        var octets = Take(8);
        if (octets.IsEmpty)
            return 0;
        return bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(octets) : BinaryPrimitives.ReadUInt64LittleEndian(octets);
    }

    public void Skip(int count) => Take(count);

    /// <summary>
    /// Reads an Object Identifier (RFC 2741 section 5.1), its prefix expanded, into <paramref name="subIds"/>,
    /// which holds <see cref="ObjectIdentifier.MaxLength"/>; gives the number of sub-identifiers, 0 for the null OID.
    /// </summary>
    public int ReadOid(scoped Span<uint> subIds, out bool include)
    {
        int count = ReadByte();
        var prefix = ReadByte();
        include = ReadByte() != 0;
        Skip(1);

        var length = 0;
        if (prefix != 0)
        {
            // internet: 1.3.6.1
            (subIds[0], subIds[1], subIds[2], subIds[3], subIds[4]) = (1, 3, 6, 1, prefix);
            length = 5;
        }

        if (count > ObjectIdentifier.MaxLength - length)
            return Fail();
        for (; count > 0; count--)
            subIds[length++] = ReadUInt32();
        return Failed ? 0 : length;
    }

    /// <summary>Steps over an Object Identifier.</summary>
    public void SkipOid()
    {
        Span<uint> subIds = stackalloc uint[ObjectIdentifier.MaxLength];
        ReadOid(subIds, out _);
    }

    /// <summary>Reads an Octet String (RFC 2741 section 5.3) with its padding; the octets stay where they are.</summary>
    public ReadOnlySpan<byte> ReadOctetString()
    {
        var length = ReadUInt32();
        if (length > (uint)_rest.Length)
        {
            Fail();
            return default;
        }

        var octets = Take((int)length);
        Skip(-(int)length & 3);
        return octets;
    }

    /// <summary>Gives up on the rest: what was read makes no sense.</summary>
    public int Fail()
    {
        Failed = true;
        _rest = default;
        return 0;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            Fail();
            return default;
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
