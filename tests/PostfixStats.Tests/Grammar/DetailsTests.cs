using System.Text;
using PostfixStats.Counting;

namespace PostfixStats.Grammar;

public class DetailsTests
{
    public static TheoryData<string, string> Lines()
    {
        var data = new TheoryData<string, string>();
        foreach (WorkedLine line in WorkedLine.Read("details.tsv"))
        {
            data.Add(line.Expected, line.Line);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_worked_line_counts_exactly_the_details_that_stand_before_it(string expected, string line)
    {
        CounterSnapshot counted = Count(line);

        Assert.Equal(1, counted.Total(Counter.LinesCounted));
        Assert.Equal(WorkedLine.Normalize(expected), string.Join(',', Details(counted).Select(each => $"{each.Key}={each.Value}")));
    }

    [Fact]
    public void Every_detail_is_moved_by_some_worked_line()
    {
        var moved = new HashSet<string>(WorkedLine.Read("details.tsv").SelectMany(line => line.Counts.Keys), StringComparer.Ordinal);

        foreach (CounterFamily family in CounterFamilies.All.Where(each => each.Set == CounterSet.Details && each != CounterFamilies.Capped))
        {
            Assert.All(family.Prefixes.Skip(family.Listed), prefix => Assert.Contains(moved, name => name.StartsWith(prefix, StringComparison.Ordinal)));
            Assert.All(family.FixedRows, row => Assert.Contains(moved, name => family.Prefixes.Any(prefix => name == prefix + row)));
        }
    }

    [Fact]
    public void Stages_and_reasons_add_up_to_the_replies()
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default);
        foreach (WorkedLine line in ((string[])["cases.tsv", "worked.tsv", "details.tsv"]).SelectMany(WorkedLine.Read))
        {
            counter.Count(line.Bytes);
        }

        SortedDictionary<string, long> all = store.Snapshot().Named(also: CounterSet.Details);
        long Sum(string prefix) => all.Where(each => each.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(each => each.Value);
        Assert.Equal(all["smtpd:4xx"], Sum("reject-4xx:"));
        Assert.Equal(all["smtpd:5xx"], Sum("reject-5xx:"));
        Assert.Equal(all["smtpd:nocode"], Sum("reject-nocode:"));
        Assert.Equal(all["smtpd:4xx"] + all["smtpd:rate-limited"], Sum("reason-4xx:"));
        Assert.Equal(all["smtpd:5xx"] + 1, Sum("reason-5xx:")); // one message was too large
        Assert.Equal(all["smtpd:nocode"], Sum("reason-nocode:"));
        Assert.Equal(
            all["smtp:4xx"] + all["smtp:5xx"] + all["lmtp:4xx"] + all["lmtp:5xx"] - all["smtp:failover"] - all["lmtp:failover"],
            Sum("reply-4xx:") + Sum("reply-5xx:"));
        Assert.Equal(all["sasl:messages"], Sum("sasl-messages:"));
        Assert.Equal(all["sasl:failed"], Sum("sasl-failed:"));
        Assert.Equal(all["tls:in"], Sum("tls-in:"));
        Assert.Equal(all["tls:out"], Sum("tls-out:"));
    }

    [Fact]
    public void The_closed_list_is_the_same_without_them()
    {
        byte[][] lines = [.. ((string[])["cases.tsv", "worked.tsv", "details.tsv"]).SelectMany(WorkedLine.Read).Select(line => line.Bytes)];
        var with = new CounterStore(TimeProvider.System);
        var without = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(with, GrammarOptions.Default);
        var quick = new LineCounter(without, GrammarOptions.Default with { Details = false });
        foreach (byte[] line in lines)
        {
            Assert.Equal(counter.Count(line), quick.Count(line));
        }

        Assert.Equal(with.Snapshot().Named(), without.Snapshot().Named());
        Assert.Equal(without.Snapshot().Named(), without.Snapshot().Named(also: CounterSet.Details));
    }

    [Fact]
    public void Codes_that_nobody_registered_take_no_room_from_those_that_are()
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default);
        for (int detail = 100; detail < 200; detail++)
        {
            counter.Count(Bounce($"5.7.{detail}"));
        }

        counter.Count(Bounce("5.7.30"));
        counter.Count(Bounce("4.0.0"));

        SortedDictionary<string, long> counted = store.Snapshot().Named(also: CounterSet.Details);
        Assert.Equal(68, counted["status-bounced:~other"]);
        Assert.Equal(68, counted["capped:status"]);
        Assert.Equal(1, counted["status-bounced:5.7.131"]);
        Assert.Equal(1, counted["status-bounced:5.7.30"]);
        Assert.Equal(1, counted["status-bounced:4.0.0"]);
        Assert.Equal(0, store.Snapshot().Total(Counter.NamesCapped));
    }

    [Fact]
    public void Lists_beyond_the_table_share_a_row()
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default);
        for (int list = 0; list < 40; list++)
        {
            counter.Count(Encoding.ASCII.GetBytes(
                "Sep  5 12:00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[203.0.113.5]: 554 5.7.1 Service unavailable; "
                + $"Client host [203.0.113.5] blocked using bl{list}.test; from=<> to=<r@y.test> proto=ESMTP helo=<x>"));
        }

        SortedDictionary<string, long> counted = store.Snapshot().Named(also: CounterSet.Details);
        Assert.Equal(8, counted["dnsbl:~other"]);
        Assert.Equal(8, counted["capped:dnsbl"]);
        Assert.Equal(1, counted["dnsbl:bl31.test"]);
    }

    private static byte[] Bounce(string code) => Encoding.ASCII.GetBytes(
        $"Sep  5 12:00:00 mx postfix/local[1]: 4FAB1C2D3E: to=<a@b.test>, relay=local, delay=1, dsn={code}, status=bounced (no)");

    private static CounterSnapshot Count(string line)
    {
        var store = new CounterStore(TimeProvider.System);
        new LineCounter(store, GrammarOptions.Default).Count(new WorkedLine("", line).Bytes);
        return store.Snapshot();
    }

    private static IEnumerable<KeyValuePair<string, long>> Details(CounterSnapshot counters)
    {
        SortedDictionary<string, long> listed = counters.Named();
        return counters.Named(also: CounterSet.Details).Where(each => !listed.ContainsKey(each.Key));
    }
}
