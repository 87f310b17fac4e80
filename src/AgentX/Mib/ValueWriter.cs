// Hands one value from the data's owner to the PDU being written, without an object between them.
using AgentX.Sessions;
using AgentX.Wire;

namespace AgentX;

/// <summary>Takes the value of one varbind; exactly one method may be called, once (types: RFC 2741 section 5.4).</summary>
public ref struct ValueWriter
{
    /// <summary>The most octets an OCTET STRING or Opaque may have (RFC 2578 section 7.1.2).</summary>
    public const int MaxOctets = 65_535;

    private readonly UptimeSync? _uptime;
    private readonly int _typePosition;
    private WireWriter _wire;

    /// <summary>Begins the value of the varbind whose type stands at <paramref name="typePosition"/>.</summary>
    internal ValueWriter(WireWriter wire, int typePosition, UptimeSync? uptime)
    {
        _wire = wire;
        _typePosition = typePosition;
        _uptime = uptime;
    }

    /// <summary>Whether a value was written.</summary>
    internal bool HasValue { get; private set; }

    /// <summary>The PDU's writer, to go on with.</summary>
    internal readonly WireWriter Wire => _wire;

    /// <summary>Integer32 and INTEGER, -2^31 to 2^31 - 1.</summary>
    public void Integer32(int value)
    {
        Begin(VarBindType.Integer32);
        _wire.WriteUInt32((uint)value);
    }

    /// <summary>OCTET STRING, 0 to 65535 octets; what is longer makes the request fail with genErr.</summary>
    public void OctetString(scoped ReadOnlySpan<byte> value)
    {
        Begin(VarBindType.OctetString);
        WriteOctets(value);
    }

    /// <summary>OBJECT IDENTIFIER, at most 128 sub-identifiers; none means 0.0.</summary>
    public void ObjectIdentifier(scoped ReadOnlySpan<uint> value)
    {
        Begin(VarBindType.ObjectIdentifier);
        if (value.Length > AgentX.ObjectIdentifier.MaxLength)
            throw new ArgumentException($"An OID has at most {AgentX.ObjectIdentifier.MaxLength} sub-identifiers.", nameof(value));
        _wire.WriteOid(value);
    }

    /// <summary>IpAddress, an IPv4 address of 4 octets in network order.</summary>
    /// <exception cref="ArgumentException">There are not 4 octets.</exception>
    public void IpAddress(scoped ReadOnlySpan<byte> value)
    {
        if (value.Length != 4)
            throw new ArgumentException("An IpAddress has 4 octets.", nameof(value));
        Begin(VarBindType.IpAddress);
        WriteOctets(value);
    }

    /// <summary>Counter32, 0 to 2^32 - 1; give the low 32 bits of a longer count.</summary>
    public void Counter32(uint value)
    {
        Begin(VarBindType.Counter32);
        _wire.WriteUInt32(value);
    }

    /// <summary>Gauge32 and Unsigned32, 0 to 2^32 - 1; a gauge that is beyond it latches at the end.</summary>
    public void Gauge32(uint value)
    {
        Begin(VarBindType.Gauge32);
        _wire.WriteUInt32(value);
    }

    /// <summary>TimeTicks, hundredths of a second modulo 2^32.</summary>
    public void TimeTicks(uint value)
    {
        Begin(VarBindType.TimeTicks);
        _wire.WriteUInt32(value);
    }

    /// <summary>
    /// TimeStamp (RFC 2579): the master's sysUpTime in hundredths of a second at the event that happened
    /// <paramref name="age"/> ago; 0 if that was before the master started. Read without a master it has no value.
    /// </summary>
    public void TimeStamp(TimeSpan age)
    {
        if (_uptime is not null)
            TimeTicks(_uptime.At(age));
    }

    /// <summary>Opaque, 0 to 65535 octets; obsolete, for old MIBs.</summary>
    public void Opaque(scoped ReadOnlySpan<byte> value)
    {
        Begin(VarBindType.Opaque);
        WriteOctets(value);
    }

    /// <summary>Counter64, 0 to 2^64 - 1.</summary>
    public void Counter64(ulong value)
    {
        Begin(VarBindType.Counter64);
        _wire.WriteUInt64(value);
    }

    /// <summary>A value of any type.</summary>
    public void Value(MibValue value)
    {
        Begin(value.Type);
        value.Write(ref _wire);
    }

    private void Begin(VarBindType type)
    {
        if (HasValue)
            throw new InvalidOperationException("A varbind has one value; a second one was written.");
        HasValue = true;
        _wire.PatchUInt16(_typePosition, (ushort)type);
    }

    private void WriteOctets(scoped ReadOnlySpan<byte> value)
    {
        if (value.Length > MaxOctets)
            throw new ArgumentException($"A value has at most {MaxOctets} octets.", nameof(value));
        _wire.WriteOctetString(value);
    }
}
