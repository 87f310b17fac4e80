// A line of the screen.

namespace PostfixStats.Daemon.Watching;

/// <summary>Counters that are shown in one line.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="Cells">The names of the counters that each column sums.</param>
/// <param name="Course">The names of those that the bars sum.</param>
internal sealed record WatchRow(string Name, IReadOnlyList<IReadOnlyList<string>> Cells, IReadOnlyList<string> Course)
{
    /// <summary>One line for several.</summary>
    public static WatchRow Together(string name, int columns, IReadOnlyCollection<WatchRow> rows) => new(
        name,
        [.. Enumerable.Range(0, columns).Select(column => rows.SelectMany(row => row.Cells[column]).ToArray())],
        [.. rows.SelectMany(row => row.Course)]);
}
