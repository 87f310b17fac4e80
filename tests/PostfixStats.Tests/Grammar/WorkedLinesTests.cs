using PostfixStats.Counting;

namespace PostfixStats.Grammar;

public class WorkedLinesTests
{
    public static TheoryData<string, string> Lines(string file)
    {
        var data = new TheoryData<string, string>();
        foreach (WorkedLine line in WorkedLine.Read(file))
        {
            data.Add(line.Expected, line.Line);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Lines), "cases.tsv")]
    [MemberData(nameof(Lines), "worked.tsv")]
    public void A_worked_line_counts_exactly_what_stands_before_it(string expected, string line)
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default);

        LineOutcome outcome = counter.Count(new WorkedLine(expected, line).Bytes);

        Assert.Equal(WorkedLine.Normalize(expected), WorkedLine.Describe(store, expected.Contains("lines:", StringComparison.Ordinal)));
        Assert.Equal(1, store.Snapshot().Total(Counter.LinesCounted + (int)outcome));
    }

    [Theory]
    [MemberData(nameof(Lines), "cases.tsv")]
    [MemberData(nameof(Lines), "worked.tsv")]
    public void A_worked_line_counts_the_same_where_its_tag_was_seen_before(string expected, string line)
    {
        byte[] bytes = new WorkedLine(expected, line).Bytes;
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default);
        counter.Count(bytes);
        SortedDictionary<string, long> once = store.Snapshot().Named(instance: null, CounterSet.Details);

        counter.Count(bytes);

        Assert.Equal(
            once.Select(each => KeyValuePair.Create(each.Key, 2 * each.Value)),
            store.Snapshot().Named(instance: null, CounterSet.Details));
    }

    [Fact]
    public void Every_name_of_the_closed_list_is_moved_by_some_worked_line()
    {
        var moved = new HashSet<string>(StringComparer.Ordinal);
        foreach (WorkedLine line in WorkedLine.Read("cases.tsv").Concat(WorkedLine.Read("worked.tsv")))
        {
            moved.UnionWith(line.Counts.Keys);
        }

        // These need options, more names than one line has, or are the outcome of most rows.
        string[] elsewhere = ["excluded:sent", "excluded:recv", "names:capped", "lines:counted"];
        IEnumerable<string> missing = Enum.GetValues<Counter>().Select(CounterNames.Of).Except(moved).Except(elsewhere);

        Assert.Empty(missing);
        Assert.Contains(moved, name => name.StartsWith("sent:", StringComparison.Ordinal));
        Assert.Contains(moved, name => name.StartsWith("deferred:", StringComparison.Ordinal));
        Assert.Contains(moved, name => name.StartsWith("bounced:", StringComparison.Ordinal));
    }
}
