// How one object's value gets from a snapshot into a varbind.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>Writes one value; writing none means that it is not known now.</summary>
internal delegate void CellReader(Published published, ref ValueWriter writer);
