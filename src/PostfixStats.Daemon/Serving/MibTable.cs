// A table of our MIB with its rows.

using AgentX;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>Rows of one kind.</summary>
/// <typeparam name="TRow">What a row is about.</typeparam>
/// <param name="Arc">The arc of the table below its section.</param>
/// <param name="Name">The descriptor without <c>Table</c>.</param>
/// <param name="Description">What the table shows.</param>
/// <param name="EntryDescription">What a row is.</param>
/// <param name="OuterIndexes">The indexes that other tables define.</param>
/// <param name="Index">The last index, where the table defines it.</param>
/// <param name="Cells">The accessible columns.</param>
/// <param name="Rows">The rows there are, each with its index.</param>
internal sealed record MibTable<TRow>(
    uint Arc,
    string Name,
    string Description,
    string EntryDescription,
    IReadOnlyList<string> OuterIndexes,
    MibIndex? Index,
    IReadOnlyList<MibColumn<TRow>> Cells,
    Func<Published, IEnumerable<(uint[] Index, TRow Row)>> Rows) : IMibTable
{
    /// <inheritdoc />
    public IReadOnlyList<MibObject> Columns => Cells;

    /// <inheritdoc />
    public IServedCells Serve(ObjectIdentifier section, Published published, MibLayoutBuilder layout, int firstCell)
    {
        (uint[] Index, TRow Row)[] rows = [.. Rows(published)];
        layout.AddTable([.. Cells.Select(each => section.Append(Arc, 1, each.Arc))], Array.ConvertAll(rows, each => each.Index), firstCell);
        return new ServedTable<TRow>(Cells, Array.ConvertAll(rows, each => each.Row));
    }
}
