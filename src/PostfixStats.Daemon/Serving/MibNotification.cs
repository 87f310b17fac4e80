// A notification of our MIB.

namespace PostfixStats.Daemon.Serving;

/// <summary>A NOTIFICATION-TYPE (RFC 2578 section 8).</summary>
/// <param name="Arc">Its arc below root.0.</param>
/// <param name="Descriptor">Its name in the MIB module.</param>
/// <param name="Objects">The descriptors of the objects it carries, in their order: none is a Counter64, which SNMPv1 lacks.</param>
/// <param name="Description">When it is sent.</param>
internal sealed record MibNotification(uint Arc, string Descriptor, IReadOnlyList<string> Objects, string Description);
