// A name and its value.
namespace AgentX;

/// <summary>A varbind: the name of an instance and its value (RFC 2741 section 5.4).</summary>
/// <param name="Name">The instance's name.</param>
/// <param name="Value">Its value.</param>
public sealed record VarBind(ObjectIdentifier Name, MibValue Value);
