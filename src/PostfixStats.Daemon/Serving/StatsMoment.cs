// One snapshot with the table of OIDs that fits it.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>All served values at one moment.</summary>
/// <param name="Layout">The instances there are.</param>
/// <param name="Cells">The writers of their values, by row.</param>
/// <param name="Published">The snapshot.</param>
internal sealed record StatsMoment(MibLayout Layout, CellReader[] Cells, Published Published) : IMibMoment
{
    /// <inheritdoc />
    public void WriteValue(int row, ref ValueWriter writer) => Cells[row].Write(Published, ref writer);
}
