// The syntaxes that our MIB uses.

namespace PostfixStats.Daemon.Serving;

/// <summary>SYNTAX of an object, as the MIB module spells it.</summary>
internal enum MibSyntax
{
    /// <summary>RFC 2578 7.1.1.</summary>
    Integer32,

    /// <summary>RFC 2578 7.1.6.</summary>
    Counter32,

    /// <summary>RFC 2578 7.1.10.</summary>
    Counter64,

    /// <summary>RFC 2578 7.1.7.</summary>
    Gauge32,

    /// <summary>RFC 2578 7.1.3.</summary>
    ObjectIdentifier,

    /// <summary>RFC 3411: an OCTET STRING of UTF-8.</summary>
    SnmpAdminString,

    /// <summary>RFC 2579: an OCTET STRING of 8 or 11 octets.</summary>
    DateAndTime,

    /// <summary>RFC 2579: INTEGER true(1), false(2).</summary>
    TruthValue,

    /// <summary>RFC 2579: the master's sysUpTime at an event, as TimeTicks.</summary>
    TimeStamp,
}
