// A value as an object, for varbinds outside of requests: notifications and index allocation.
using System.Globalization;
using AgentX.Wire;

namespace AgentX;

/// <summary>A value of an SNMP type (RFC 2741 section 5.4), immutable.</summary>
public sealed class MibValue : IEquatable<MibValue>
{
    private readonly ulong _number;
    private readonly byte[] _octets = [];
    private readonly uint[] _subIds = [];

    private MibValue(VarBindType type) => Type = type;

    private MibValue(VarBindType type, ulong number)
        : this(type) => _number = number;

    private MibValue(VarBindType type, ReadOnlySpan<byte> octets)
        : this(type) => _octets = octets.ToArray();

    private MibValue(ReadOnlySpan<uint> subIds)
        : this(VarBindType.ObjectIdentifier) => _subIds = subIds.ToArray();

    /// <summary>The number of Integer32, Counter32, Gauge32, TimeTicks and Counter64; 0 for other types.</summary>
    public long Number => unchecked((long)_number);

    /// <summary>The octets of OCTET STRING, IpAddress and Opaque; none for other types.</summary>
    public ReadOnlySpan<byte> Octets => _octets;

    /// <summary>The sub-identifiers of OBJECT IDENTIFIER; none for other types.</summary>
    public ReadOnlySpan<uint> SubIds => _subIds;

    /// <summary>The type.</summary>
    public VarBindType Type { get; }

    /// <summary>Integer32 and INTEGER, -2^31 to 2^31 - 1.</summary>
    public static MibValue Integer32(int value) => new(VarBindType.Integer32, unchecked((ulong)value));

    /// <summary>OCTET STRING, 0 to 65535 octets.</summary>
    public static MibValue OctetString(ReadOnlySpan<byte> value) => new(VarBindType.OctetString, CheckLength(value));

    /// <summary>OBJECT IDENTIFIER.</summary>
    public static MibValue ObjectIdentifier(ObjectIdentifier value) => new(value.Span);

    /// <summary>IpAddress, 4 octets in network order.</summary>
    public static MibValue IpAddress(ReadOnlySpan<byte> value) =>
        value.Length == 4 ? new(VarBindType.IpAddress, value) : throw new ArgumentException("An IpAddress has 4 octets.", nameof(value));

    /// <summary>Counter32, 0 to 2^32 - 1.</summary>
    public static MibValue Counter32(uint value) => new(VarBindType.Counter32, value);

    /// <summary>Gauge32 and Unsigned32, 0 to 2^32 - 1.</summary>
    public static MibValue Gauge32(uint value) => new(VarBindType.Gauge32, value);

    /// <summary>TimeTicks, hundredths of a second.</summary>
    public static MibValue TimeTicks(uint value) => new(VarBindType.TimeTicks, value);

    /// <summary>Opaque, 0 to 65535 octets.</summary>
    public static MibValue Opaque(ReadOnlySpan<byte> value) => new(VarBindType.Opaque, CheckLength(value));

    /// <summary>Counter64, 0 to 2^64 - 1. Keep it out of notifications: SNMPv1 has none, and net-snmp complains about each.</summary>
    public static MibValue Counter64(ulong value) => new(VarBindType.Counter64, value);

    /// <inheritdoc/>
    public bool Equals(MibValue? other) =>
        other is not null && Type == other.Type && _number == other._number
        && Octets.SequenceEqual(other._octets) && SubIds.SequenceEqual(other._subIds);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MibValue);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, _number, _octets.Length, _subIds.Length);

    /// <summary>Type and value, for a person to read.</summary>
    public override string ToString() => Type switch
    {
        VarBindType.ObjectIdentifier => $"{Type} {OidText.Format(_subIds)}",
        VarBindType.OctetString or VarBindType.Opaque or VarBindType.IpAddress => $"{Type} {Convert.ToHexString(_octets)}",
        VarBindType.Counter64 => string.Create(CultureInfo.InvariantCulture, $"{Type} {_number}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Type} {Number}"),
    };

    /// <summary>A value without data: Null, noSuchObject, noSuchInstance, endOfMibView.</summary>
    internal static MibValue OfType(VarBindType type) => new(type);

    /// <summary>Reads the data of a varbind; null, and a failed reader, for an unknown type.</summary>
    internal static MibValue? Read(ref WireReader reader, VarBindType type)
    {
        switch (type)
        {
            case VarBindType.Integer32:
                return Integer32((int)reader.ReadUInt32());
            case VarBindType.Counter32 or VarBindType.Gauge32 or VarBindType.TimeTicks:
                return new MibValue(type, reader.ReadUInt32());
            case VarBindType.Counter64:
                return Counter64(reader.ReadUInt64());
            case VarBindType.OctetString or VarBindType.Opaque or VarBindType.IpAddress:
                return new MibValue(type, reader.ReadOctetString());
            case VarBindType.ObjectIdentifier:
                Span<uint> subIds = stackalloc uint[AgentX.ObjectIdentifier.MaxLength];
                return new MibValue(subIds[..reader.ReadOid(subIds, out _)]);
            case VarBindType.Null or VarBindType.NoSuchObject or VarBindType.NoSuchInstance or VarBindType.EndOfMibView:
                return new MibValue(type);
            default:
                reader.Fail();
                return null;
        }
    }

    /// <summary>Writes the data of a varbind.</summary>
    internal void Write(ref WireWriter writer)
    {
        switch (Type)
        {
            case VarBindType.Integer32 or VarBindType.Counter32 or VarBindType.Gauge32 or VarBindType.TimeTicks:
                writer.WriteUInt32(unchecked((uint)_number));
                break;
            case VarBindType.Counter64:
                writer.WriteUInt64(_number);
                break;
            case VarBindType.OctetString or VarBindType.Opaque or VarBindType.IpAddress:
                writer.WriteOctetString(_octets);
                break;
            case VarBindType.ObjectIdentifier:
                writer.WriteOid(_subIds);
                break;
        }
    }

    private static ReadOnlySpan<byte> CheckLength(ReadOnlySpan<byte> value) =>
        value.Length <= ValueWriter.MaxOctets
            ? value
            : throw new ArgumentException($"A value has at most {ValueWriter.MaxOctets} octets.", nameof(value));
}
