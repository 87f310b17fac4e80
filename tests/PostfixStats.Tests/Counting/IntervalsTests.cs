// Five minutes at a time, for monitoring systems that keep differences.

using System.Globalization;
using System.Text;
using PostfixStats.Grammar;

namespace PostfixStats.Counting;

public sealed class IntervalsTests
{
    private static readonly DateTimeOffset Full = DateTimeOffset.Parse("2026-11-23T01:05:00Z", CultureInfo.InvariantCulture);

    private readonly CounterStore _store = new(TimeProvider.System);
    private readonly Intervals _intervals = new();

    [Fact]
    public void The_first_interval_is_the_first_that_was_seen_from_its_beginning()
    {
        Receive(100);
        LookAt(-60);
        LookAt(10);
        Assert.Null(_intervals.Last);

        Receive(3);
        LookAt(290);
        Assert.Null(_intervals.Last);
        LookAt(301);

        Assert.Equal(Full.AddMinutes(5), _intervals.Last!.End);
        Assert.Equal(3, _intervals.Last.Counts[0]);

        Receive(4);
        LookAt(599);
        Assert.Equal(3, _intervals.Last.Counts[0]);
        LookAt(600);
        Assert.Equal(4, _intervals.Last.Counts[0]);
    }

    [Fact]
    public void An_interval_that_was_slept_through_is_none()
    {
        LookAt(-60);
        LookAt(10);
        LookAt(310);
        Receive(5);
        LookAt(10_000);
        Assert.Equal(Full.AddMinutes(5), _intervals.Last!.End);

        Receive(6);
        LookAt(10_200);
        Assert.Equal(6, _intervals.Last.Counts[0]);
    }

    [Fact]
    public void Each_line_is_the_sum_of_its_counters_and_what_they_do_not_tell_is_unknown()
    {
        Receive(2);
        Count(
            "postfix/smtp[1]: 5E51721173E: to=<a@b.example>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)",
            "postfix/pipe[1]: 5E51721173E: to=<a@b.example>, relay=legal, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (ok)",
            "postfix/smtp[1]: 5E51721173E: to=<a@b.example>, relay=none, delay=1, delays=0/0/0/1, dsn=4.4.1, status=deferred (connect to mx[192.0.2.1]:25: Connection refused)",
            "postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using bl.example; from=<s@b.example> to=<x@a.example> proto=ESMTP helo=<h>",
            "postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 550 5.1.1 <x@a.example>: Recipient address rejected: User unknown in local recipient table; from=<s@b.example> to=<x@a.example> proto=ESMTP helo=<h>");

        long?[] lines = LibreNmsTotals.Of(_store.Snapshot());

        Assert.Equal(32, LibreNmsTotals.Count);
        Assert.Equal(
            "2 2 0 1 0 2 0 0 0 0 0 - - - - - - 0 - - - 1 1 - - - - 0 - - - 0",
            string.Join(' ', lines.Select(each => each?.ToString(CultureInfo.InvariantCulture) ?? "-")));
    }

    private void LookAt(int seconds) => _intervals.Look(Full.AddSeconds(seconds), _store.Snapshot());

    private void Receive(int messages)
    {
        for (int i = 0; i < messages; i++)
        {
            Count("postfix/smtpd[1]: 5E51721173E: client=mail.example[192.0.2.7]");
        }
    }

    private void Count(params string[] lines)
    {
        var counter = new LineCounter(_store, GrammarOptions.Default);
        foreach (string line in lines)
        {
            counter.Count(Encoding.ASCII.GetBytes("Nov 22 10:00:00 mx " + line));
        }
    }
}
