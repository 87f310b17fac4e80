// How a program hears what happens to its subagent; the library itself logs nothing.
namespace AgentX;

/// <summary>Is told what happens to a <see cref="Subagent"/>. Calls come one at a time and must not block.</summary>
public interface ISubagentObserver
{
    /// <summary>State, reason or what is registered changed. Attempts that fail for the same reason again are not reported again.</summary>
    void StatusChanged(SubagentStatus status);

    /// <summary>The view threw; the request was answered with genErr. Comes as often as it happens.</summary>
    void ViewFailed(Exception exception)
    {
    }

    /// <summary>The master refused something that serving does not depend on, as agent capabilities; the session goes on.</summary>
    void RequestRefused(string request, AgentXError answer)
    {
    }
}
