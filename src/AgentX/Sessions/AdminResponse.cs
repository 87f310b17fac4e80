// The master's answer to one of our administrative PDUs.
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Sessions;

/// <summary>A Response (RFC 2741 section 6.2.16). Most of them carry varbinds that repeat the question; only index allocation needs them.</summary>
internal sealed record AdminResponse(PduHeader Header, uint SysUpTime, AgentXError Error, ushort Index, byte[] VarBinds)
{
    /// <summary>Reads a Response; null if it is too short to be one.</summary>
    public static AdminResponse? Read(ReadOnlySpan<byte> pdu)
    {
        var header = PduHeader.Read(pdu);
        var reader = new WireReader(pdu[PduHeader.Size..], header.BigEndian);
        var sysUpTime = reader.ReadUInt32();
        var error = (AgentXError)reader.ReadUInt16();
        var index = reader.ReadUInt16();
        return reader.Failed ? null : new AdminResponse(header, sysUpTime, error, index, pdu[^reader.Remaining..].ToArray());
    }

    /// <summary>The varbinds; null if they are malformed.</summary>
    public VarBind[]? ReadVarBinds()
    {
        var reader = new WireReader(VarBinds, Header.BigEndian);
        var varBinds = PduParts.ReadVarBinds(ref reader);
        return reader.Failed ? null : varBinds;
    }
}
