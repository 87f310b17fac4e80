using CsCheck;

namespace PostfixStats.Grammar;

/// <summary>Two grammars, written apart, agree.</summary>
public class ReferenceTests
{
    [Theory]
    [MemberData(nameof(WorkedLinesTests.Lines), "cases.tsv", MemberType = typeof(WorkedLinesTests))]
    [MemberData(nameof(WorkedLinesTests.Lines), "worked.tsv", MemberType = typeof(WorkedLinesTests))]
    public void The_plain_grammar_counts_a_worked_line_the_same(string expected, string line)
    {
        var worked = new WorkedLine(expected, line);
        string counted = string.Join(',', worked.Counts.Where(each => !each.Key.StartsWith("lines:", StringComparison.Ordinal)).Select(each => $"{each.Key}={each.Value}"));

        Assert.Equal(counted, ReferenceGrammar.Classify(worked.Bytes) ?? "");
    }

    [Fact]
    public void The_plain_grammar_counts_a_generated_line_the_same() =>
        Gen.Select(GeneratedLine.Any, Gen.Int[0, HeaderStyle.Count - 1]).Sample(
            (line, style) => Assert.Equal(
                WorkedLine.Normalize(line.Expected),
                ReferenceGrammar.Classify(HeaderStyle.Write(style, "postfix-out/" + line.Program, 101, line.Message))),
            iter: 5_000);
}
