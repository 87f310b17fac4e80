// What writes values of one kind.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>Writes a value of a snapshot.</summary>
/// <param name="published">The snapshot.</param>
/// <param name="place">Tells values apart, such as a counter's slot.</param>
/// <param name="about">What the value is of, such as a row's name.</param>
/// <param name="writer">Takes the value.</param>
internal delegate void CellWriter(Published published, int place, object? about, ref ValueWriter writer);
