// The MIB as the AgentX library wants to see it.

using AgentX;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>
/// Serves the newest snapshot. The rows are looked for anew only when one has appeared; all else is reading numbers from the
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
        var parts = new List<IServedCells>();
        foreach ((ObjectIdentifier arc, MibSection section) in trees.SelectMany(tree => tree.Sections.Select(each => (tree.Root.Append(each.Arc), each))))
        {
            MibScalar[] scalars = [.. section.Scalars.Where(each => withLive || !each.IsLive)];
            for (int i = 0; i < scalars.Length; i++)
            {
                layout.AddScalar(arc.Append(scalars[i].Arc), (parts.Count * StatsMoment.PartSize) + i);
            }

            parts.Add(new ServedScalars(scalars));
            foreach (IMibTable table in section.Tables)
            {
                parts.Add(table.Serve(arc, published, layout, parts.Count * StatsMoment.PartSize));
            }
        }

        return new StatsMoment(layout.Build(), [.. parts], published);
    }
}
