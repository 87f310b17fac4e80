// How one object's value gets from a snapshot into a varbind.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>
/// Writes one value. Tables make it of a row whenever the row's value is asked for, so that nothing is kept for each of tens of thousands
/// of cells; those that share a writer and differ in what they are about are made without an allocation.
/// </summary>
/// <param name="Writer">Writes the value; writing none means that it is not known now.</param>
/// <param name="Place">The counter's slot, or another number, where the writer is for any.</param>
/// <param name="About">What the value is of, where the writer is for any.</param>
internal readonly record struct CellReader(CellWriter Writer, int Place = 0, object? About = null)
{
    /// <summary>Writes the value.</summary>
    public void Write(Published published, ref ValueWriter writer) => Writer(published, Place, About, ref writer);
}
