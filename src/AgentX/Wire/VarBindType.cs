// The value types of a varbind, RFC 2741 section 5.4.
namespace AgentX.Wire;

/// <summary>v.type of a varbind (RFC 2741 section 5.4).</summary>
internal enum VarBindType : ushort
{
    Integer32 = 2,
    OctetString = 4,
    Null = 5,
    ObjectIdentifier = 6,
    IpAddress = 64,
    Counter32 = 65,
    Gauge32 = 66,
    TimeTicks = 67,
    Opaque = 68,
    Counter64 = 70,
    NoSuchObject = 128,
    NoSuchInstance = 129,
    EndOfMibView = 130,
}
