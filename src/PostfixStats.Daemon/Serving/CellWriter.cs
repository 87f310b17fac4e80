// What writes the value of a scalar.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>Writes a value of a snapshot, without an allocation; writing none means that it is not known now.</summary>
/// <param name="published">The snapshot.</param>
/// <param name="writer">Takes the value.</param>
internal delegate void CellWriter(Published published, ref ValueWriter writer);
