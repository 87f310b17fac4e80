// The way to the master agent.

using AgentX;

namespace PostfixStats.Daemon.Notifying;

/// <summary>Sends a notification and waits until the master agent has taken it.</summary>
/// <param name="notification">The value of snmpTrapOID.0.</param>
/// <param name="varBinds">Its objects.</param>
/// <param name="cancellation">Ends the waiting.</param>
/// <exception cref="AgentXException">There is no session, or the master does not take it.</exception>
internal delegate Task SendNotification(ObjectIdentifier notification, IReadOnlyList<VarBind> varBinds, CancellationToken cancellation);
