// The MIB as the AgentX library wants to see it.

using AgentX;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>
/// Serves the newest snapshot. The table of OIDs is built anew only when a row appears; all else is reading numbers from the
/// snapshot.
/// </summary>
/// <param name="trees">What is served, and where.</param>
/// <param name="withLive">Whether objects are served that only the running daemon knows.</param>
internal sealed class StatsView(IReadOnlyList<MibTree> trees, bool withLive = true) : IMibView
{
    private StatsMoment? _moment;
    private int _rows = -1;

    /// <summary>What is served, with the snapshot that it shows.</summary>
    public StatsMoment Latest =>
        Volatile.Read(ref _moment) ?? throw new InvalidOperationException("nothing has been published yet");

    /// <inheritdoc />
    public IMibMoment Now() => Latest;

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
            count += 1 + instance.RowCount;
        }

        return count;
    }

    private StatsMoment Build(Published published)
    {
        var layout = new MibLayoutBuilder();
        var cells = new List<CellReader>();
        foreach ((ObjectIdentifier arc, MibSection section) in trees.SelectMany(tree => tree.Sections.Select(each => (tree.Root.Append(each.Arc), each))))
        {
            foreach (MibScalar scalar in section.Scalars.Where(each => withLive || !each.IsLive))
            {
                layout.AddScalar(arc.Append(scalar.Arc), cells.Count);
                cells.Add(scalar.Read);
            }

            foreach (IMibTable table in section.Tables)
            {
                table.AddTo(arc, published, layout, cells);
            }
        }

        return new StatsMoment(layout.Build(), [.. cells], published);
    }
}
