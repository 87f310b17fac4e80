// What a whole line takes, by its kind.

using BenchmarkDotNet.Attributes;
using PostfixStats.Counting;
using PostfixStats.Grammar;
using PostfixStats.Messages;

namespace Parts.Benchmarks;

/// <summary>Counts one line again and again.</summary>
[MemoryDiagnoser]
public class LineBenchmarks
{
    private byte[] _line = [];
    private LineCounter? _lines;
    private LineCounter? _messages;

    /// <summary>The kinds of lines.</summary>
    public static IEnumerable<string> Kinds => SampleLines.Kinds;

    /// <summary>The kind of the line.</summary>
    [ParamsSource(nameof(Kinds))]
    public string Kind { get; set; } = "";

    /// <summary>Makes the counters.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _line = SampleLines.Line(Kind);
        _lines = new LineCounter(new CounterStore(TimeProvider.System), new GrammarOptions());
        var store = new CounterStore(TimeProvider.System);
        _messages = new LineCounter(store, new GrammarOptions(), messages: new MessageTracker(store));
    }

    /// <summary>The line counters alone.</summary>
    [Benchmark(Baseline = true)]
    public LineOutcome Lines() => _lines!.Count(_line);

    /// <summary>The message counters too.</summary>
    [Benchmark]
    public LineOutcome Messages() => _messages!.Count(_line);
}
