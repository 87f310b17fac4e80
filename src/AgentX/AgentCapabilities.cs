// A row of the master's sysORTable, RFC 2741 section 6.2.14.
namespace AgentX;

/// <summary>Capabilities to announce: a row of the master's sysORTable while the session lasts (RFC 2741 section 6.2.14).</summary>
/// <param name="Id">The OID of an AGENT-CAPABILITIES statement (sysORID).</param>
/// <param name="Description">What it means, at most 255 octets of UTF-8 (sysORDescr).</param>
public sealed record AgentCapabilities(ObjectIdentifier Id, string Description)
{
    /// <summary>The context, empty for the default one.</summary>
    public string Context { get; init; } = "";
}
