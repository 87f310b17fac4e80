// A row of the table of delivery services.

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving;

/// <summary>One delivery service of one instance.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Row">The service's row there, from 0; its index in the MIB is one more.</param>
internal readonly record struct ServiceRow(InstanceCounters Instance, int Row);
