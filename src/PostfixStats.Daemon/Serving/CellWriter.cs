// What writes values of one kind.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>Writes a value of a snapshot.</summary>
internal delegate void CellWriter(Published published, int slot, ref ValueWriter writer);
