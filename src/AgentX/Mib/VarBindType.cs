// The value types of a varbind, RFC 2741 section 5.4.
namespace AgentX;

/// <summary>The type of a value, v.type of a varbind (RFC 2741 section 5.4).</summary>
public enum VarBindType
{
    /// <summary>Integer32 and INTEGER, -2^31 to 2^31 - 1.</summary>
    Integer32 = 2,

    /// <summary>OCTET STRING, 0 to 65535 octets.</summary>
    OctetString = 4,

    /// <summary>No value.</summary>
    Null = 5,

    /// <summary>OBJECT IDENTIFIER.</summary>
    ObjectIdentifier = 6,

    /// <summary>IpAddress, 4 octets in network order.</summary>
    IpAddress = 64,

    /// <summary>Counter32, 0 to 2^32 - 1.</summary>
    Counter32 = 65,

    /// <summary>Gauge32 and Unsigned32, 0 to 2^32 - 1.</summary>
    Gauge32 = 66,

    /// <summary>TimeTicks, hundredths of a second.</summary>
    TimeTicks = 67,

    /// <summary>Opaque.</summary>
    Opaque = 68,

    /// <summary>Counter64, 0 to 2^64 - 1.</summary>
    Counter64 = 70,

    /// <summary>The object does not exist (RFC 3416 section 4.2.1).</summary>
    NoSuchObject = 128,

    /// <summary>The object exists, the instance does not (RFC 3416 section 4.2.1).</summary>
    NoSuchInstance = 129,

    /// <summary>No instance comes after the name (RFC 3416 section 4.2.2).</summary>
    EndOfMibView = 130,
}
