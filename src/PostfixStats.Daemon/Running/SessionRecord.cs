// What a daemon tells of its session with snmpd.

using AgentX;

namespace PostfixStats.Daemon.Running;

/// <summary>The contents of <see cref="SessionFile"/>.</summary>
/// <param name="Process">The daemon's process id.</param>
/// <param name="Words">How it stands, for a person to read.</param>
/// <param name="Master">The master's address; null where none was involved.</param>
/// <param name="Registered">The OIDs of the trees that the master has registered.</param>
internal sealed record SessionRecord(string Process, string Words, string? Master, IReadOnlyList<string> Registered)
{
    /// <summary>The words of a daemon that asks nothing of snmpd yet.</summary>
    public const string CatchingUp = "the log is read to its end first";

    /// <summary>Whether the daemon has all of these, at one of the masters.</summary>
    public bool Holds(IEnumerable<AgentXAddress> masters, IEnumerable<Registration> registrations) =>
        masters.Any(each => each.ToString() == Master) && registrations.All(each => Registered.Contains(each.Subtree.ToString()));
}
