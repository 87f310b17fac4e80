// What is shown, and by which counters: the way that mail goes, and last what did not get in.

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Watching;

/// <summary>Finds the rows that a reading has.</summary>
internal static class WatchSections
{
    /// <summary>The counters of receptions, with what they are called here; the first two are always shown.</summary>
    private static readonly (Counter Counter, string Name)[] Receptions =
    [
        (Counter.ReceivedSmtp, "smtp"), (Counter.ReceivedLocal, "local"), (Counter.ReceivedReinjected, "reinjected"), (Counter.ReceivedQmqp, "qmqp"),
    ];

    /// <summary>The counters of lines that were not understood.</summary>
    public static IReadOnlyList<string> LinesNotUnderstood { get; } =
        [CounterNames.Of(Counter.LinesUnknown), CounterNames.Of(Counter.LinesUnparsed)];

    /// <summary>The counters of all lines: each line is in one of them.</summary>
    public static IReadOnlyList<string> Lines { get; } =
    [
        CounterNames.Of(Counter.LinesCounted), CounterNames.Of(Counter.LinesIgnored), CounterNames.Of(Counter.LinesForeign), .. LinesNotUnderstood,
    ];

    /// <summary>The sections of a reading. The order of rows follows what was counted in all, so that it rarely changes.</summary>
    public static IReadOnlyList<WatchSection> Of(Reading reading) =>
    [
        Section(reading, "RECEIVED", ["accepted"], "last 5 minutes", Receptions
            .Where((each, place) => place < 2 || reading.Counters.ContainsKey(CounterNames.Of(each.Counter)))
            .Select(each => new WatchRow(each.Name, [[CounterNames.Of(each.Counter)]], [CounterNames.Of(each.Counter)]))),
        Section(reading, "DELIVERED", ["sent", "deferred", "bounced"], "sent, last 5 minutes", Deliveries(reading)),
        Section(reading, "REJECTED", ["4xx", "5xx", "no code"], "last 5 minutes", Rejections(reading)),
    ];

    private static IEnumerable<WatchRow> Rejections(Reading reading)
    {
        IEnumerable<WatchRow> rows = Rows(reading, CounterFamilies.Reason, CounterFamilies.Reason.Width)
            .Select(cells => new WatchRow(cells.Name, [.. cells.Counters.Select(name => (string[])[name])], cells.Counters));
        string[] postscreen = [CounterNames.Of(Counter.Postscreen4xx), CounterNames.Of(Counter.Postscreen5xx)];
        return reading.Sum(postscreen) > 0
            ? rows.Append(new WatchRow("postscreen", [[postscreen[0]], [postscreen[1]], []], postscreen))
            : rows;
    }

    private static IEnumerable<WatchRow> Deliveries(Reading reading) =>
        Rows(reading, CounterFamilies.Service, CounterFamilies.Service.Listed)
            .Select(cells => new WatchRow(cells.Name, [.. cells.Counters.Select(name => (string[])[name])], [cells.Counters[0]]));

    /// <summary>The rows of a family of which something was counted, and the names of their first counters.</summary>
    private static IEnumerable<(string Name, string[] Counters)> Rows(Reading reading, CounterFamily family, int width) =>
        reading.Counters.Keys
            .Select(name => CounterFamilies.TryParse(name, out CounterFamily found, out int column, out string row) && found == family && column < width ? row : null)
            .OfType<string>()
            .Distinct()
            .Select(row => (row, Enumerable.Range(0, width).Select(column => family.NameOf(column, row)).ToArray()));

    private static WatchSection Section(Reading reading, string title, IReadOnlyList<string> columns, string course, IEnumerable<WatchRow> rows)
    {
        WatchRow[] sorted = [.. rows
            .OrderByDescending(row => row.Cells.Sum(reading.Sum))
            .ThenBy(row => row.Name, StringComparer.Ordinal)];
        return new WatchSection(title, columns, course, sorted.Length == 1 ? sorted : [WatchRow.Together("all", columns.Count, sorted), .. sorted]);
    }
}
