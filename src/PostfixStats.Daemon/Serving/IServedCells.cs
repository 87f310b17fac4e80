// Some of the values that are served.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>The cells of a table, or scalars.</summary>
internal interface IServedCells
{
    /// <summary>Writes the value of a cell, or none where it is not known now.</summary>
    /// <param name="published">The snapshot.</param>
    /// <param name="cell">The cell, counted from 0, of a table row by row.</param>
    /// <param name="writer">Takes the value.</param>
    void Write(Published published, int cell, ref ValueWriter writer);
}
