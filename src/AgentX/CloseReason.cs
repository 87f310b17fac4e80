// Why a session is closed, RFC 2741 section 6.2.2.
namespace AgentX;

/// <summary>c.reason of a Close PDU (RFC 2741 section 6.2.2).</summary>
public enum CloseReason : byte
{
    /// <summary>No reason was given.</summary>
    None = 0,

    /// <summary>reasonOther.</summary>
    Other = 1,

    /// <summary>reasonParseError: too many PDUs could not be parsed.</summary>
    ParseError = 2,

    /// <summary>reasonProtocolError: the peer broke the protocol.</summary>
    ProtocolError = 3,

    /// <summary>reasonTimeouts: too many requests went unanswered.</summary>
    Timeouts = 4,

    /// <summary>reasonShutdown: the sender is shutting down.</summary>
    Shutdown = 5,

    /// <summary>reasonByManager: closed by management.</summary>
    ByManager = 6,
}
