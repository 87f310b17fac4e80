// A state with its reason, as an observer is told it.
namespace AgentX;

/// <summary>A state of a <see cref="Subagent"/> and how it came to be.</summary>
/// <param name="State">What it is to its master now.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">The same for a person to read: the address, the system's or the master's words.</param>
/// <param name="Address">The master's address, where one was involved.</param>
public sealed record SubagentStatus(SubagentState State, SubagentReason Reason, string Detail, AgentXAddress? Address = null)
{
    /// <summary>What the master has registered for this subagent: everything declared, less what it refuses; nothing without a session.</summary>
    public IReadOnlyList<Registration> Registered { get; init; } = [];
}
