using System.Text;
using CsCheck;
using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>A log counted in parts, each on its own, comes out as the log counted line by line.</summary>
public class PartsTests
{
    private static readonly Gen<byte[]> Line = Gen.Frequency(
        (8, Gen.Select(GeneratedLine.Any, Gen.OneOf("postfix", "postfix-out")).Select((line, instance) =>
            HeaderStyle.Write(0, $"{instance}/{line.Program}", 101, line.Message))),
        (3, Gen.Int[1, 5].Select(times => Bytes($"Sep  5 12:00:00 mx last message repeated {times} times"))),
        (2, Gen.Select(Gen.Int[1, 5], Gen.OneOf("postfix", "postfix-b")).Select((times, instance) =>
            Bytes($"Sep  5 12:00:00 mx {instance}/smtpd[1]: last message repeated {times} times"))),
        (1, Gen.Int[0, 90].Select(number => Bytes($"Sep  5 12:00:00 mx postfix/s{number}/smtp[1]: 4FAB1C2D3E: to=<a@b.test>, relay=none, delay=1, status=sent (x)"))),
        (1, Gen.Int[0, 20].Select(number => Bytes($"Sep  5 12:00:00 mx postfix-{number}/smtpd[1]: connect from x[192.0.2.1]"))),
        (1, Gen.Const(Bytes("Sep  5 12:00:00 mx dovecot: x"))),
        (1, Gen.Const(Bytes("junk"))));

    [Fact]
    public void Parts_of_a_log_add_up_to_the_whole() =>
        Line.Array[0, 12].Array[1, 6].Sample(CheckParts, iter: 5_000);

    [Fact]
    public void Parts_with_more_names_than_fit_add_up_to_the_whole() =>
        Line.Array[100, 200].Array[2, 4].Sample(CheckParts, iter: 100);

    [Fact]
    public void A_part_of_names_over_the_caps_is_refused_and_nothing_is_added()
    {
        var whole = New(isPart: false);
        var part = New(isPart: true);
        for (int i = 0; i <= InstanceCounters.MaxServices; i++)
        {
            part.Counter.Count(Bytes($"Sep  5 12:00:00 mx postfix/s{i}/smtp[1]: 4FAB1C2D3E: to=<a@b.test>, relay=none, delay=1, status=sent (x)"));
        }

        Assert.False(whole.Counter.TryAppend(part.Counter));
        Assert.Equal(0, whole.Store.LinesRead);
        Assert.Empty(whole.Store.Instances.ToArray());
    }

    private static void CheckParts(byte[][][] parts)
    {
        (CounterStore expected, LineCounter inOrder) = New(isPart: false);
        (CounterStore counted, LineCounter counter) = New(isPart: false);
        LineCounter? spare = null;
        foreach (byte[][] lines in parts)
        {
            LineCounter part = spare ?? New(isPart: true).Counter;
            CountAll(part, lines);
            if (counter.TryAppend(part))
            {
                part.Clear();
                spare = part;
            }
            else
            {
                CountAll(counter, lines);
                spare = null;
            }

            CountAll(inOrder, lines);
            Assert.Equal(expected.Snapshot().Named(also: CounterSet.Details | CounterSet.Messages), counted.Snapshot().Named(also: CounterSet.Details | CounterSet.Messages));
        }

        // The rows are the same too, and so is what a repeat line would do next.
        Assert.Equal(expected.Instances.ToArray().Select(Rows), counted.Instances.ToArray().Select(Rows));
        Assert.Equal(inOrder.LastEffect.Moves, counter.LastEffect.Moves);
        Assert.Equal(inOrder.LastEffect.Weight, counter.LastEffect.Weight);
    }

    private static string Rows(InstanceCounters instance) =>
        $"{instance.Name}: {string.Join(' ', CounterFamilies.All.SelectMany(instance.Rows))}";

    private static void CountAll(LineCounter counter, byte[][] lines)
    {
        foreach (byte[] line in lines)
        {
            counter.Count(line);
        }
    }

    private static (CounterStore Store, LineCounter Counter) New(bool isPart)
    {
        var store = new CounterStore(TimeProvider.System);
        return (store, new LineCounter(store, GrammarOptions.Default, isPart));
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
