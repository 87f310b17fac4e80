// The steps that a line is taken apart in.

using BenchmarkDotNet.Attributes;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Grammar;

namespace Parts.Benchmarks;

/// <summary>The parts of a delivery line, and lines of a stream.</summary>
[MemoryDiagnoser]
public class GrammarBenchmarks
{
    private const int LinesOfLog = 10_000;

    private readonly byte[] _line = SampleLines.Line("delivery");
    private readonly byte[] _record = SampleLines.Text("delivery");
    private readonly byte[] _log =
        [.. Enumerable.Repeat("connect", LinesOfLog).SelectMany(kind => (byte[])[.. SampleLines.Line(kind), (byte)'\n'])];

    private readonly TagTable _tags = NewTags();

    /// <summary>Where lines of a stream begin and end.</summary>
    [Benchmark(OperationsPerInvoke = LinesOfLog)]
    public long Splitting()
    {
        var stream = new LineStream(new MemoryStream(_log), IgnoringSink.Instance);
        while (stream.Pump() > 0)
        {
        }

        return stream.Offset;
    }

    /// <summary>Time and host.</summary>
    [Benchmark]
    public int Header() => SyslogHeader.Length(_line);

    /// <summary>Time, host and the tag's end.</summary>
    [Benchmark]
    public int Tag() => PostfixTag.TrySplit(_line.AsSpan(SyslogHeader.Length(_line)), out ReadOnlySpan<byte> name, out _) ? name.Length : 0;

    /// <summary>Whose line it is.</summary>
    [Benchmark]
    public bool TagLookup() => _tags.FindOrAdd("postfix/smtp"u8).Excluded;

    /// <summary>The fields of a delivery.</summary>
    [Benchmark]
    public int Delivery() => DeliveryRecord.TryRead(_record.AsSpan(_record.AsSpan().IndexOf("to="u8)), out DeliveryRecord record) ? record.Reason.Length : 0;

    private static TagTable NewTags()
    {
        var options = new GrammarOptions();
        var store = new CounterStore(TimeProvider.System);
        return new TagTable(store, options, new InstanceNames(options.InstanceNames));
    }
}
