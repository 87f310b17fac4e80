// What writes the values of a column.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>Writes a row's value of a snapshot, without an allocation; writing none means that it is not known now.</summary>
/// <typeparam name="TRow">What a row of the table is about.</typeparam>
/// <param name="published">The snapshot.</param>
/// <param name="row">The row.</param>
/// <param name="writer">Takes the value.</param>
internal delegate void RowWriter<in TRow>(Published published, TRow row, ref ValueWriter writer);
