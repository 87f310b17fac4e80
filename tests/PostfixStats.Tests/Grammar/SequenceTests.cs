using System.Text;
using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>Lines that mean something together: repeat compression, and the sequences that need no memory of messages.</summary>
public class SequenceTests
{
    private readonly CounterStore _store = new(TimeProvider.System);

    [Theory]
    // An after-queue filter: one way in, two recipients to the filter, back, two recipients out.
    [InlineData("internal:sent=2,recv:reinjected=1,recv:smtp=1,sent:smtp=4,qmgr:active=1",
        "smtpd[1]: 4FAB1C2D3A: client=x[192.0.2.1]",
        "qmgr[1]: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=2 (queue active)",
        "smtpd[1]: 4FAB1C2D3B: client=localhost[127.0.0.1], orig_client=x[192.0.2.1]",
        "smtp[1]: 4FAB1C2D3A: to=<a@b.test>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4FAB1C2D3B)",
        "smtp[1]: 4FAB1C2D3A: to=<c@b.test>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4FAB1C2D3B)",
        "smtp[1]: 4FAB1C2D3B: to=<a@b.test>, relay=mx.b.test[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)",
        "smtp[1]: 4FAB1C2D3B: to=<c@b.test>, relay=mx.b.test[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)")]
    // A header check refuses the message after its transaction has begun.
    [InlineData("recv:smtp=1,reject:content=1,smtpd:5xx=1",
        "smtpd[1]: 4FAB1C2D3C: client=x[192.0.2.1]",
        "cleanup[1]: 4FAB1C2D3C: reject: header Subject: spam from x[192.0.2.1]; from=<s@x.test> to=<a@b.test> proto=ESMTP helo=<h>: 5.7.1 no")]
    // The same for mail of pickup: no reply, but a bounce.
    [InlineData("bounced:cleanup=1,recv:local=1,reject:content=1",
        "pickup[1]: 4FAB1C2D3C: uid=0 from=<root@b.test>",
        "cleanup[1]: 4FAB1C2D3C: reject: header Subject: spam from local; from=<root@b.test> to=<a@b.test>: 5.7.1 no",
        "cleanup[1]: 4FAB1C2D3C: to=<a@b.test>, relay=none, delay=0, delays=0/0/0/0, dsn=5.7.1, status=bounced (no)")]
    // A client that goes away in DATA.
    [InlineData("cleanup:canceled=1,cleanup:messages=1,recv:smtp=1,smtpd:timeout=1",
        "smtpd[1]: 4FAB1C2D3D: client=x[192.0.2.1]",
        "smtpd[1]: 4FAB1C2D3D: timeout after DATA (20 bytes) from x[192.0.2.1]",
        "cleanup[1]: 4FAB1C2D3D: message-id=<x@y.test>",
        "cleanup[1]: 4FAB1C2D3D: removed (canceled)")]
    // A probe of an address is no mail.
    [InlineData("cleanup:messages=1,probe:deliverable=1,qmgr:active=1,qmgr:removed=1",
        "cleanup[1]: 4FAB1C2D3E: message-id=<x@y.test>",
        "qmgr[1]: 4FAB1C2D3E: from=<double-bounce@b.test>, size=233, nrcpt=1 (queue active)",
        "smtp[1]: 4FAB1C2D3E: to=<a@b.test>, relay=mx.b.test[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=2.1.5, status=deliverable (250 2.1.5 Ok)",
        "qmgr[1]: 4FAB1C2D3E: removed")]
    // One reply to MAIL FROM, two recipients.
    [InlineData("bounced:smtp=2,smtp:5xx=2",
        "smtp[1]: 4FAB1C2D3F: to=<a@b.test>, relay=mx.b.test[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=5.7.1, status=bounced (host mx.b.test[192.0.2.9] said: 550 5.7.1 no (in reply to MAIL FROM command))",
        "smtp[1]: 4FAB1C2D3F: to=<c@b.test>, relay=mx.b.test[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=5.7.1, status=bounced (host mx.b.test[192.0.2.9] said: 550 5.7.1 no (in reply to MAIL FROM command))")]
    // Mail through sendmail -bs: smtpd and pickup both log it.
    [InlineData("recv:local=1,recv:smtp=1",
        "smtpd[1]: 4FAB1C2D3E: client=localhost[127.0.0.1]",
        "pickup[1]: 4FAB1C2D3F: uid=0 from=<root@b.test>")]
    public void A_sequence_counts_what_its_lines_say(string expected, params string[] messages)
    {
        var counter = new LineCounter(_store, GrammarOptions.Default);
        foreach (string message in messages)
        {
            Assert.Equal(LineOutcome.Counted, Count(counter, $"Sep  5 12:00:00 mx postfix/{message}"));
        }

        Assert.Equal(WorkedLine.Normalize(expected), WorkedLine.Describe(_store, withLines: false));
    }

    [Fact]
    public void Repeats_of_the_last_message_add_up()
    {
        var counter = new LineCounter(_store, GrammarOptions.Default);

        Count(counter, "Sep  5 12:00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.1]: 554 5.7.1 no; from=<>");
        Assert.Equal(LineOutcome.Counted, Count(counter, "Sep  5 12:00:30 mx last message repeated 3 times"));
        Assert.Equal(LineOutcome.Counted, Count(counter, "Sep  5 12:02:30 mx postfix/smtpd[1]: last message repeated 7 times"));

        Assert.Equal("lines:counted=3,reject:smtpd=11,smtpd:5xx=11", WorkedLine.Describe(_store, withLines: true));
    }

    [Theory]
    [InlineData("Sep  5 12:00:00 mx dovecot: x")]
    [InlineData("Sep  5 12:00:00 mx postfix/master[1]: daemon started -- version 3.7, configuration /etc/postfix")]
    [InlineData("Sep  5 12:00:00 mx postfix/smtpd[1]: NOQUEUE: news")]
    [InlineData("junk")]
    public void A_line_without_effect_leaves_nothing_to_repeat(string line)
    {
        var counter = new LineCounter(_store, GrammarOptions.Default);

        Count(counter, "Sep  5 12:00:00 mx postfix/smtpd[1]: connect from x[192.0.2.1]");
        Count(counter, line);
        Assert.Equal(LineOutcome.Foreign, Count(counter, "Sep  5 12:00:30 mx last message repeated 3 times"));
        Assert.Equal(LineOutcome.Ignored, Count(counter, "Sep  5 12:00:30 mx postfix/smtpd[1]: last message repeated 3 times"));

        Assert.Equal("smtpd:connect=1", WorkedLine.Describe(_store, withLines: false));
    }

    [Fact]
    public void A_repeated_repeat_stands_for_all_its_copies()
    {
        var counter = new LineCounter(_store, GrammarOptions.Default);

        Count(counter, "Sep  5 12:00:00 mx postfix/smtpd[1]: message repeated 4 times: [ connect from x[192.0.2.1]]");
        Count(counter, "Sep  5 12:00:30 mx last message repeated 2 times");

        Assert.Equal("smtpd:connect=12", WorkedLine.Describe(_store, withLines: false));
    }

    [Fact]
    public void An_overlong_line_is_unparsed_and_the_next_one_counts_right()
    {
        var counter = new LineCounter(_store, GrammarOptions.Default);

        Assert.Equal(LineOutcome.Unparsed, counter.CountOverlong());
        Assert.NotEmpty(counter.Reason);
        Assert.Equal(LineOutcome.Counted, Count(counter, "Sep  5 12:00:00 mx postfix/smtpd[1]: connect from x[192.0.2.1]"));
        Assert.Empty(counter.Reason);

        Assert.Equal("lines:counted=1,lines:unparsed=1,smtpd:connect=1", WorkedLine.Describe(_store, withLines: true));
    }

    [Fact]
    public void A_journal_entry_counts_like_its_line()
    {
        var counter = new LineCounter(_store, GrammarOptions.Default);

        counter.CountEntry("postfix-out/127.0.0.1:10025/smtpd"u8, "connect from x[192.0.2.1]"u8);
        counter.CountEntry("systemd"u8, "connect from x[192.0.2.1]"u8);

        Assert.Equal("lines:counted=1,lines:foreign=1,smtpd:connect=1", WorkedLine.Describe(_store, withLines: true));
        Assert.NotNull(_store.FindInstance("postfix-out"));
    }

    private static LineOutcome Count(LineCounter counter, string line) => counter.Count(Encoding.UTF8.GetBytes(line));
}
