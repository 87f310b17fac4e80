// A master agent that takes notifications or does not.

using AgentX;

namespace PostfixStats.Daemon.Tests.Notifying;

/// <summary>Keeps what it was sent.</summary>
internal sealed class MasterDouble
{
    /// <summary>Whether there is a session.</summary>
    public bool IsThere { get; set; } = true;

    /// <summary>The notifications: the OID below root.0, and the values of the objects.</summary>
    public List<string> Taken { get; } = [];

    public Task TakeAsync(ObjectIdentifier notification, IReadOnlyList<VarBind> varBinds, CancellationToken cancellation)
    {
        if (!IsThere)
        {
            throw new AgentXException(SubagentReason.NoSession, "there is no session with a master");
        }

        Taken.Add($"{notification} {string.Join(' ', varBinds.Select(each => $"{each.Name}={each.Value.Type}"))}");
        return Task.CompletedTask;
    }
}
