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
    public void A_worked_line_counts_exactly_what_stands_before_it(string expected, string line)
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default);

        LineOutcome outcome = counter.Count(new WorkedLine(expected, line).Bytes);

        Assert.Equal(WorkedLine.Normalize(expected), WorkedLine.Describe(store, expected.Contains("lines:", StringComparison.Ordinal)));
        Assert.Equal(1, store.Snapshot().Total(Counter.LinesCounted + (int)outcome));
    }
}
