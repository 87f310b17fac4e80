// The MIB as the AgentX library wants to see it.

using AgentX;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>
/// Serves the newest snapshot. The table of OIDs is built anew only when an instance or a delivery service appears; all else is
/// reading numbers from the snapshot.
/// </summary>
/// <param name="root">The root of the tree.</param>
/// <param name="clock">The clock.</param>
/// <param name="withLive">Whether objects are served that only the running daemon knows.</param>
internal sealed class StatsView(ObjectIdentifier root, TimeProvider clock, bool withLive = true) : IMibView
{
    private readonly MibObjects _objects = new(clock);
    private StatsMoment? _moment;
    private int _rows = -1;

    /// <inheritdoc />
    public IMibMoment Now() =>
        Volatile.Read(ref _moment) ?? throw new InvalidOperationException("nothing has been published yet");

    /// <summary>Shows a new snapshot from now on.</summary>
    public void Show(Published published)
    {
        int rows = RowCount(published);
        StatsMoment next = _moment is { } current && rows == _rows
            ? current with { Published = published }
            : Build(published);
        _rows = rows;
        Volatile.Write(ref _moment, next);
    }

    /// <summary>Rows are only ever added, so their number tells whether there is a new one.</summary>
    private static int RowCount(Published published)
    {
        int count = 0;
        foreach (InstanceCounters instance in published.Counters.Instances)
        {
            count += 1 + instance.Services.Length;
        }

        return count;
    }

    private StatsMoment Build(Published published)
    {
        var layout = new MibLayoutBuilder();
        var cells = new List<CellReader>();
        foreach (MibScalar scalar in _objects.Scalars.Where(each => withLive || !each.IsLive))
        {
            layout.AddScalar(root.Append(scalar.Group, scalar.Arc), cells.Count);
            cells.Add(scalar.Read);
        }

        AddObjects(layout, MibObjects.InstanceEntry, MibObjects.InstanceColumns);
        AddObjects(layout, MibObjects.ServiceEntry, MibObjects.ServiceColumns);
        foreach (InstanceCounters instance in published.Counters.Instances)
        {
            AddRow(layout, cells, MibObjects.InstanceEntry, MibObjects.InstanceColumns, [(uint)instance.Index], instance);
            for (int row = 0; row < instance.Services.Length; row++)
            {
                AddRow(
                    layout,
                    cells,
                    MibObjects.ServiceEntry,
                    MibObjects.ServiceColumns,
                    [(uint)instance.Index, (uint)row + 1],
                    new ServiceRow(instance, row));
            }
        }

        return new StatsMoment(layout.Build(), [.. cells], published);
    }

    /// <summary>A column without rows is an object all the same: Get answers noSuchInstance (RFC 2741 7.2.3.1).</summary>
    private void AddObjects<TRow>(MibLayoutBuilder layout, ReadOnlySpan<uint> entry, IReadOnlyList<MibColumn<TRow>> columns)
    {
        foreach (MibColumn<TRow> column in columns)
        {
            layout.AddObject(root.Append([.. entry, column.Arc]));
        }
    }

    private void AddRow<TRow>(
        MibLayoutBuilder layout,
        List<CellReader> cells,
        ReadOnlySpan<uint> entry,
        IReadOnlyList<MibColumn<TRow>> columns,
        ReadOnlySpan<uint> index,
        TRow row)
    {
        foreach (MibColumn<TRow> column in columns)
        {
            layout.Add(root.Append([.. entry, column.Arc]), index, cells.Count);
            cells.Add(column.Read(row));
        }
    }
}
