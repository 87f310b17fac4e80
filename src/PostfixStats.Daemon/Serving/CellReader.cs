// How one object's value gets from a snapshot into a varbind.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>
/// Writes one value. Full tables have tens of thousands of them, and nearly all are counters: those share a writer and differ in
/// the slot.
/// </summary>
/// <param name="Writer">Writes the value; writing none means that it is not known now.</param>
/// <param name="Place">The counter's slot, where the writer is for any slot.</param>
internal readonly record struct CellReader(CellWriter Writer, int Place = 0)
{
    /// <summary>Writes the value.</summary>
    public void Write(Published published, ref ValueWriter writer) => Writer(published, Place, ref writer);
}
