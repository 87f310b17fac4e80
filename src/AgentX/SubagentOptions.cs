// What a subagent is to be: declared once, kept true through every reconnect.
namespace AgentX;

/// <summary>Declares a <see cref="Subagent"/>.</summary>
public sealed class SubagentOptions
{
    /// <summary>Where masters may listen, tried in this order.</summary>
    public required IReadOnlyList<AgentXAddress> Addresses { get; init; }

    /// <summary>The module's OID, o.id of the Open PDU (RFC 2741 section 6.2.1); null for none.</summary>
    public ObjectIdentifier? Module { get; init; }

    /// <summary>Name and version for the master's log, o.descr of the Open PDU; at most 255 octets of UTF-8.</summary>
    public string Description { get; init; } = "";

    /// <summary>The regions to register.</summary>
    public required IReadOnlyList<Registration> Registrations { get; init; }

    /// <summary>What is served in the default context.</summary>
    public required IMibView View { get; init; }

    /// <summary>What is served in other contexts, by their names.</summary>
    public IReadOnlyDictionary<string, IMibView> ContextViews { get; init; } = new Dictionary<string, IMibView>();

    /// <summary>Rows for the master's sysORTable.</summary>
    public IReadOnlyList<AgentCapabilities> Capabilities { get; init; } = [];

    /// <summary>Is told what happens; null if nobody cares.</summary>
    public ISubagentObserver? Observer { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long, in seconds, the master should wait for answers (o.timeout); 0 for its own default. net-snmp ignores it.</summary>
    public byte TimeoutSeconds { get; init; }
}
