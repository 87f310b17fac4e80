// Why a subagent is in its state.
namespace AgentX;

/// <summary>Why a <see cref="Subagent"/> changed its state.</summary>
public enum SubagentReason
{
    /// <summary>It has not been started.</summary>
    NotStarted,

    /// <summary>It was asked to stop.</summary>
    Shutdown,

    /// <summary>The master accepted everything.</summary>
    Registered,

    /// <summary>The unix socket does not exist (ENOENT): no master runs, or not as an AgentX master, or its socket is elsewhere.</summary>
    SocketMissing,

    /// <summary>Nobody listens at the address, or nobody accepts (ECONNREFUSED; EAGAIN of a full backlog).</summary>
    Refused,

    /// <summary>The unix socket or a directory above it may not be used (EACCES).</summary>
    PermissionDenied,

    /// <summary>The connection could not be made for another reason, or not in 10 seconds.</summary>
    Unreachable,

    /// <summary>The master answered Open with an error (RFC 2741 section 7.1.1).</summary>
    OpenFailed,

    /// <summary>Another session, or a dying one of our own, holds the region at the same priority (RFC 2741 section 7.1.4.1).</summary>
    DuplicateRegistration,

    /// <summary>The master answered Register with another error.</summary>
    RegistrationRefused,

    /// <summary>There is no session to send a request in.</summary>
    NoSession,

    /// <summary>The master answered a notification or an index allocation with an error.</summary>
    RequestRefused,

    /// <summary>The master closed the connection, or said Close; the detail has the reason it gave.</summary>
    ClosedByMaster,

    /// <summary>The connection broke.</summary>
    ConnectionLost,

    /// <summary>An administrative PDU was not answered in 10 seconds.</summary>
    NoAnswer,

    /// <summary>A Ping was not answered in 30 seconds.</summary>
    PingTimeout,

    /// <summary>The master sent what is no AgentX, or refused what it may not refuse.</summary>
    ProtocolError,

    /// <summary>The master did not read our answers until there were too many of them.</summary>
    Congested,
}
