// What a subagent is to its master.
namespace AgentX;

/// <summary>The state of a <see cref="Subagent"/>.</summary>
public enum SubagentState
{
    /// <summary>Not started, or stopped: it does nothing.</summary>
    Stopped,

    /// <summary>There is no session; it is trying to get one.</summary>
    Disconnected,

    /// <summary>A session is open, but the master refuses a registration, which is tried again every 5 to 15 seconds; the others are served.</summary>
    RegistrationPending,

    /// <summary>A session is open and all registrations are accepted.</summary>
    Serving,
}
