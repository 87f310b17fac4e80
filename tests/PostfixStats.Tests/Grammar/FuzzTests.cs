using CsCheck;
using PostfixStats.Counting;
using PostfixStats.Messages;

namespace PostfixStats.Grammar;

/// <summary>Whatever the bytes: one outcome a line, names within their caps, no exception, no allocation.</summary>
public class FuzzTests
{
    private static readonly byte[][] Corpus =
        [.. ((string[])["cases.tsv", "worked.tsv", "details.tsv"]).SelectMany(WorkedLine.Read).Select(each => each.Bytes)];

    private static readonly Gen<byte[]> Mutated = Gen.Select(Gen.OneOf(Corpus), Gen.OneOf(Corpus), Gen.Int[0, 400], Gen.Int[0, 400], Gen.Byte, Gen.Int[0, 4])
        .Select((line, other, at, length, value, kind) => Mutate(line, other, at, length, value, kind));

    [Fact]
    public void Arbitrary_bytes_are_survived() => Gen.Byte.Array[0, 300].Array[1, 20].Sample(CheckInvariants, iter: 20_000);

    [Fact]
    public void Mutated_lines_are_survived() => Mutated.Array[1, 50].Sample(CheckInvariants, iter: 20_000);

    [Fact]
    public void Lines_cut_anywhere_are_survived()
    {
        var lines = new List<byte[]>();
        foreach (byte[] line in Corpus)
        {
            for (int length = 0; length <= line.Length; length++)
            {
                lines.Add(line[..length]);
            }
        }

        CheckInvariants([.. lines]);
    }

    [Fact]
    public void Long_lines_of_brackets_and_quotes_are_survived()
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default, messages: new MessageTracker(store));
        foreach (string unit in (string[])["a@b>", "\"", "<", ">, orig_to=<a@b", " from x; from=<", "@[", "]: ", "a@b>, relay=x, ", "\\"])
        {
            foreach (string start in (string[])["smtp[1]: 4FAB1C2D3E: to=<", "cleanup[1]: 4FAB1C2D3E: reject: header ", "qmgr[1]: 4FAB1C2D3E: from=<", "smtpd[1]: warning: proxy x rejected \""])
            {
                string line = $"Sep  5 12:00:00 mx postfix/{start}" + string.Concat(Enumerable.Repeat(unit, 16_000 / unit.Length));
                for (int i = 0; i < 20; i++)
                {
                    counter.Count(System.Text.Encoding.ASCII.GetBytes(line));
                }
            }
        }

        Assert.Equal(9 * 4 * 20, Lines(store));
    }

    [Fact]
    public void Counting_allocates_nothing_once_the_tags_are_known()
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default, messages: new MessageTracker(store));
        // What is no journal entry at all costs an exception; journalctl writes none.
        byte[][] lines = [.. Corpus.Where(line => !(line is [(byte)'{', ..] && counter.Count(line) == LineOutcome.Unparsed))];
        CountAll(counter, lines);
        CountAll(counter, lines);

        Assert.Equal(0, Allocation.Of(() => CountAll(counter, lines)));
    }

    private static void CountAll(LineCounter counter, byte[][] lines)
    {
        foreach (byte[] line in lines)
        {
            counter.Count(line);
        }
    }

    private static void CheckInvariants(byte[][] lines)
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, new GrammarOptions { InstanceNames = ["mailout"], ExcludedRelays = [":25"] });
        foreach (byte[] line in lines)
        {
            LineOutcome outcome = counter.Count(line);
            Assert.Equal(outcome == LineOutcome.Counted, !counter.LastEffect.Moves.IsEmpty);
            Assert.Equal(outcome is LineOutcome.Unknown or LineOutcome.Unparsed, counter.Reason.Length > 0);
        }

        Assert.Equal(lines.Length, Lines(store));
        Assert.InRange(store.Instances.Length, 0, CounterStore.MaxInstances + 1);
        foreach (InstanceCounters instance in store.Instances)
        {
            Assert.InRange(instance.Rows(CounterFamilies.Service).Length, 0, InstanceCounters.MaxServices + 1);
            Assert.All(instance.Rows(CounterFamilies.Service), name => Assert.Matches("^([A-Za-z0-9][A-Za-z0-9._-]{0,63}|~other)$", name));
        }
    }

    private static long Lines(CounterStore store)
    {
        CounterSnapshot snapshot = store.Snapshot();
        return Enum.GetValues<LineOutcome>().Sum(outcome =>
            snapshot.Total(Counter.LinesCounted + (int)outcome));
    }

    private static byte[] Mutate(byte[] line, byte[] other, int at, int length, byte value, int kind)
    {
        at = Math.Min(at, line.Length);
        length = Math.Min(length, line.Length - at);
        return kind switch
        {
            0 => [.. line[..at], value, .. line[at..]],
            1 => [.. line[..at], .. line[(at + length)..]],
            2 => [.. line[..at], .. other[Math.Min(at, other.Length)..]],
            3 => [.. line[..at], .. line[at..(at + length)], .. line[at..]],
            _ => at < line.Length ? [.. line[..at], value, .. line[(at + 1)..]] : line,
        };
    }
}
