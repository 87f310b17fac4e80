using System.Text;
using PostfixStats.Counting;

namespace PostfixStats.Grammar;

public class OptionsTests
{
    private readonly CounterStore _store = new(TimeProvider.System);

    private const string Sent = "Sep  5 12:00:00 mx postfix/smtp[1]: 4FAB1C2D3E: to=<a@b.test>, relay=filter[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)";
    private const string Deferred = "Sep  5 12:00:00 mx postfix/smtp[1]: 4FAB1C2D3E: to=<a@b.test>, relay=filter[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=4.0.0, status=deferred (host filter[127.0.0.1] said: 451 no)";
    private const string Received = "Sep  5 12:00:00 mx postfix/10025/smtpd[1]: 4FAB1C2D3E: client=filter.test[192.0.2.7]:4711";

    [Theory]
    [InlineData("filter")]
    [InlineData("[127.0.0.1]")]
    [InlineData("filter:10024")]
    [InlineData("[127.0.0.1]:10024")]
    [InlineData(":10024")]
    public void Deliveries_to_an_excluded_relay_leave_the_totals(string relay)
    {
        CountWith(new GrammarOptions { ExcludedRelays = [relay] }, Sent, Deferred);

        // A failure is nobody else's: it stays.
        Assert.Equal("deferred:smtp=1,excluded:sent=1,smtp:4xx=1", WorkedLine.Describe(_store, withLines: false));
    }

    [Theory]
    [InlineData("filte")]
    [InlineData("127.0.0.1")]
    [InlineData("[127.0.0.1]:1002")]
    [InlineData(":0024")]
    [InlineData("mx:10024")]
    public void Deliveries_to_another_relay_stay(string relay)
    {
        CountWith(new GrammarOptions { ExcludedRelays = [relay] }, Sent);

        Assert.Equal("internal:sent=1,sent:smtp=1", WorkedLine.Describe(_store, withLines: false));
    }

    [Theory]
    [InlineData("filter.test")]
    [InlineData("[192.0.2.7]")]
    public void Transactions_of_an_excluded_client_leave_the_totals(string client)
    {
        CountWith(new GrammarOptions { ExcludedClients = [client] }, Received);

        Assert.Equal("excluded:recv=1", WorkedLine.Describe(_store, withLines: false));
    }

    [Fact]
    public void An_excluded_service_leaves_the_totals_in_both_directions()
    {
        CountWith(
            new GrammarOptions { ExcludedServices = ["10025", "scan", "spamassassin"] },
            Received,
            Sent.Replace("postfix/smtp[", "postfix/scan/smtp[", StringComparison.Ordinal),
            "Sep  5 12:00:00 mx postfix/pipe[1]: 4FAB1C2D3E: to=<a@b.test>, relay=spamassassin, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (x)",
            "Sep  5 12:00:00 mx postfix/pipe[1]: 4FAB1C2D3E: to=<a@b.test>, relay=other, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (x)");

        Assert.Equal("excluded:recv=1,excluded:sent=2,sent:other=1", WorkedLine.Describe(_store, withLines: false));
    }

    [Fact]
    public void A_configured_syslog_name_is_an_instance()
    {
        CountWith(
            new GrammarOptions { InstanceNames = ["mailout"] },
            "Sep  5 12:00:00 mx mailout/smtpd[1]: connect from x[192.0.2.1]",
            "Sep  5 12:00:00 mx mailout2/smtpd[1]: connect from x[192.0.2.1]");

        Assert.Equal("lines:counted=1,lines:foreign=1,smtpd:connect=1", WorkedLine.Describe(_store, withLines: true));
        Assert.NotNull(_store.FindInstance("mailout"));
    }

    [Fact]
    public void Folded_services_count_under_the_program()
    {
        CountWith(
            new GrammarOptions { FoldedServices = ["slow"] },
            Sent.Replace("postfix/smtp[", "postfix/slow/smtp[", StringComparison.Ordinal),
            Sent.Replace("postfix/smtp[", "postfix/relay/smtp[", StringComparison.Ordinal));

        Assert.Equal("internal:sent=2,sent:relay=1,sent:smtp=1", WorkedLine.Describe(_store, withLines: false));
    }

    [Fact]
    public void Names_over_the_caps_count_as_other()
    {
        var counter = new LineCounter(_store, GrammarOptions.Default);
        for (int i = 0; i < InstanceCounters.MaxServices + 5; i++)
        {
            Count(counter, $"Sep  5 12:00:00 mx postfix/s{i}/smtp[1]: 4FAB1C2D3E: to=<a@b.test>, relay=mx[192.0.2.1]:25, delay=1, status=sent (ok)");
        }

        for (int i = 0; i < CounterStore.MaxInstances + 1; i++)
        {
            Count(counter, $"Sep  5 12:00:00 mx postfix-{i}/smtpd[1]: connect from x[192.0.2.1]");
            Count(counter, $"Sep  5 12:00:00 mx postfix-{i}/master[1]: terminating on signal 15");
        }

        CounterSnapshot snapshot = _store.Snapshot();
        Assert.Equal(5, snapshot.Total(ServiceCounter.Sent, NameTable.Other));
        // Two instances did not fit: "postfix" had the first of the places.
        Assert.Equal(5 + 2, snapshot.Total(Counter.NamesCapped));
        Assert.Equal(CounterStore.MaxInstances + 1, snapshot.Total(Counter.SmtpdConnect));
        Assert.Equal(CounterStore.MaxInstances + 1, snapshot.Total(Counter.LinesIgnored));
    }

    private void CountWith(GrammarOptions options, params string[] lines)
    {
        var counter = new LineCounter(_store, options);
        foreach (string line in lines)
        {
            Count(counter, line);
        }
    }

    private static void Count(LineCounter counter, string line) => counter.Count(Encoding.UTF8.GetBytes(line));
}
