// A table with the rows it has.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <inheritdoc />
/// <typeparam name="TRow">What a row is about.</typeparam>
internal sealed class ServedTable<TRow>(IReadOnlyList<MibColumn<TRow>> columns, TRow[] rows) : IServedCells
{
    /// <inheritdoc />
    public void Write(Published published, int cell, ref ValueWriter writer)
    {
        (int row, int column) = Math.DivRem(cell, columns.Count);
        columns[column].Write(published, rows[row], ref writer);
    }
}
