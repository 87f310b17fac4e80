// The one exception that a master, or its absence, can cause.
namespace AgentX;

/// <summary>A master could not be reached, did not answer, or refused.</summary>
public sealed class AgentXException : Exception
{
    /// <summary>A failure for a reason.</summary>
    public AgentXException(SubagentReason reason, string message, Exception? inner = null)
        : base(message, inner) => Reason = reason;

    /// <summary>A refusal by the master.</summary>
    public AgentXException(SubagentReason reason, string message, AgentXError error)
        : base(message) => (Reason, Error) = (reason, error);

    /// <summary>A failure without a session.</summary>
    public AgentXException()
    {
    }

    /// <summary>A failure without a session.</summary>
    public AgentXException(string message)
        : base(message)
    {
    }

    /// <summary>A failure without a session.</summary>
    public AgentXException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Why.</summary>
    public SubagentReason Reason { get; } = SubagentReason.NotStarted;

    /// <summary>The error of the master's answer; <see cref="AgentXError.None"/> if there was no answer.</summary>
    public AgentXError Error { get; }
}
