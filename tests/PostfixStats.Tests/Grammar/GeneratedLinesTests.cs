using System.Text;
using CsCheck;
using PostfixStats.Counting;

namespace PostfixStats.Grammar;

public class GeneratedLinesTests
{
    /// <summary>On average.</summary>
    private const int LinesPerLog = 10;

    private static readonly Gen<GeneratedLine[]> Logs = GeneratedLine.Any.Array[1, (2 * LinesPerLog) - 1];

    [Fact]
    public void Hostile_lines_count_as_constructed_in_every_header_style() =>
        Logs.Sample(Check, iter: Iterations(2_000), print: Print);

    [Fact]
    public void Repeated_hostile_lines_count_as_often_as_they_say() =>
        Gen.Select(GeneratedLine.Any, Gen.Int[2, 5], Gen.Int[0, HeaderStyle.Count - 1]).Sample(
            (line, times, style) =>
            {
                var store = new CounterStore(TimeProvider.System);
                var counter = new LineCounter(store, GrammarOptions.Default);
                counter.Count(HeaderStyle.Write(style, "postfix/" + line.Program, 101, $"message repeated {times} times: [ {line.Message}]"));
                counter.Count("Sep  5 12:00:00 mx last message repeated 2 times"u8);

                Assert.Equal(Sum(Enumerable.Repeat(line.Expected, times * 3)), WorkedLine.Describe(store, withLines: false));
            },
            iter: Iterations(2_000));

    /// <summary>Counts a log in each style, as an instance of its own, and compares.</summary>
    private static void Check(GeneratedLine[] lines)
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default);
        for (int style = 0; style < HeaderStyle.Count; style++)
        {
            // The caps on names allow 16 instances.
            string instance = style % 2 == 0 ? "postfix" : "postfix-out";
            foreach (GeneratedLine line in lines)
            {
                LineOutcome outcome = counter.Count(HeaderStyle.Write(style, $"{instance}/{line.Program}", 100 + style, line.Message));
                Assert.True(
                    outcome == (line.Expected.Length > 0 ? LineOutcome.Counted : LineOutcome.Ignored),
                    $"style {style}: {outcome} {counter.Reason}: {line.Program}: {line.Message}");
            }
        }

        IEnumerable<string> all = Enumerable.Repeat(lines.Select(each => each.Expected), HeaderStyle.Count).SelectMany(each => each);
        Assert.Equal(Sum(all), WorkedLine.Describe(store, withLines: false));
    }

    /// <summary>With STATS_TEST_LONG=1 about a million lines, in each style.</summary>
    private static long Iterations(int usual) =>
        Environment.GetEnvironmentVariable("STATS_TEST_LONG") == "1" ? 1_000_000 / LinesPerLog : usual;

    private static string Sum(IEnumerable<string> expected)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (string each in expected)
        {
            foreach ((string name, long count) in new WorkedLine(each, "").Counts)
            {
                counts[name] = counts.GetValueOrDefault(name) + count;
            }
        }

        return string.Join(',', counts.Select(each => $"{each.Key}={each.Value}"));
    }

    private static string Print(GeneratedLine[] lines) =>
        string.Join('\n', lines.Select(each => $"{each.Expected}\t{each.Program}: {each.Message}"));
}
