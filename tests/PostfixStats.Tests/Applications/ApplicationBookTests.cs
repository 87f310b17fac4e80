// What the log tells of an instance besides counters.

using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Grammar;

namespace PostfixStats.Tests.Applications;

public sealed class ApplicationBookTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 9, 6, 0, 0, 0, TimeSpan.Zero));
    private readonly ApplicationBook _book;
    private readonly CountingSink _sink;

    public ApplicationBookTests()
    {
        _book = new ApplicationBook([], _clock);
        _sink = new CountingSink(new LineCounter(new CounterStore(_clock), GrammarOptions.Default), _book);
    }

    [Fact]
    public void A_start_tells_version_and_time()
    {
        Take("10:00:00", "postfix/master[1]: daemon started -- version 3.7.11, configuration /etc/postfix");
        var status = Only();
        Assert.Equal(("postfix", "3.7.11", true), (status.Instance, status.Version, status.IsUp));
        Assert.Equal((At("10:00:00"), At("10:00:00")), (status.Started, status.Changed));
        Assert.Equal((ApplicationStatus.Never, ApplicationStatus.Never), (status.RejectionReason, status.ConnectFailureReason));
        Assert.Null(status.LastInbound);
    }

    [Fact]
    public void A_reload_may_bring_another_version_and_is_no_start()
    {
        Take("10:00:00", "postfix/master[1]: daemon started -- version 3.7.11, configuration /etc/postfix");
        Take("11:00:00", "postfix/master[1]: reload -- version 3.7.12, configuration /etc/postfix");
        Assert.Equal(("3.7.12", At("10:00:00"), At("10:00:00")), (Only().Version, Only().Started, Only().Changed));
    }

    [Theory]
    [InlineData("master[1]: terminating on signal 15")]
    [InlineData("master[1]: master exit time has arrived")]
    [InlineData("postfix-script[8]: stopping the Postfix mail system")]
    [InlineData("postfix-script[8]: aborting the Postfix mail system")]
    public void An_end_is_down_and_ends_all_sessions(string message)
    {
        Take("10:00:00", "postfix/master[1]: daemon started -- version 3.7.11, configuration /etc/postfix");
        Take("10:00:01", "postfix/smtpd[2]: connect from a.test[192.0.2.1]");
        Take("12:00:00", "postfix/" + message);
        Take("12:00:01", "postfix/master[1]: terminating on signal 15");
        Assert.Equal((false, At("12:00:00"), At("10:00:00")), (Only().IsUp, Only().Changed, Only().Started));
        Assert.Empty(Only().Sessions);
    }

    [Fact]
    public void Sessions_are_the_processes_that_have_not_disconnected()
    {
        Take("10:00:01", "postfix/smtpd[2]: connect from a.test[192.0.2.1]");
        Take("10:00:02", "postfix/submission/smtpd[3]: connect from unknown[2001:db8::1]");
        Take("10:00:03", "postfix/smtps/smtpd[4]: connect from a.test[192.0.2.1]:1234");
        Assert.Equal([2, 3, 4], Only().Sessions);
        Take("10:00:04", "postfix/smtpd[2]: disconnect from a.test[192.0.2.1] ehlo=1 quit=1 commands=2");
        Take("10:00:04", "postfix/smtpd[99]: disconnect from a.test[192.0.2.1] ehlo=1 quit=1 commands=2");
        Take("10:00:05", "postfix/master[1]: warning: process /usr/lib/postfix/sbin/smtpd pid 3 killed by signal 9");
        Assert.Equal([4], Only().Sessions);
        Take("10:00:06", "postfix/smtpd[4]: fatal: out of memory");
        Take("10:00:06", "postfix/master[1]: warning: process /usr/lib/postfix/sbin/smtpd pid 4 exit status 1");
        Assert.Empty(Only().Sessions);
        Assert.Equal(At("10:00:03"), Only().LastInbound);
        Assert.Equal((null, true, null), (Only().Version, Only().IsUp, Only().Changed));
    }

    [Theory]
    [InlineData("NOQUEUE: reject: CONNECT from a.test[192.0.2.1]: 554 5.7.1 <a.test[192.0.2.1]>: Client host rejected: Access denied; proto=SMTP", "client", 0)]
    [InlineData("NOQUEUE: reject: CONNECT from a.test[192.0.2.1]: 554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using dnsbl.test; proto=SMTP", "dnsbl", 0)]
    [InlineData("NOQUEUE: milter-reject: CONNECT from a.test[192.0.2.1]: 451 4.7.1 Service unavailable; proto=SMTP", "milter", 0)]
    [InlineData("warning: Connection rate limit exceeded: 31 from a.test[192.0.2.1] for service smtp", "rate-limit", 1)]
    [InlineData("warning: Connection concurrency limit exceeded: 51 from a.test[192.0.2.1] for service smtp", "rate-limit", 1)]
    [InlineData("warning: Message delivery request rate limit exceeded: 31 from a.test[192.0.2.1] for service smtp", "", 0)]
    [InlineData("NOQUEUE: reject: RCPT from a.test[192.0.2.1]: 554 5.7.1 <x@y.test>: Relay access denied; from=<a@b.test> to=<x@y.test> proto=SMTP helo=<a>", "", 0)]
    public void The_reason_of_a_refusal_is_a_word_of_ours(string message, string reason, long refused)
    {
        Take("10:00:01", "postfix/smtpd[2]: connect from a.test[192.0.2.1]");
        Take("10:00:01", "postfix/smtpd[2]: " + message);
        Assert.Equal((reason, refused), (Only().RejectionReason, Only().RefusedConnections));
        Take("10:00:02", "postfix/smtpd[3]: connect from b.test[192.0.2.2]");
        Assert.Equal("", Only().RejectionReason);
    }

    [Fact]
    public void Postscreen_refuses_before_smtpd()
    {
        Take("10:00:01", "postfix/postscreen[2]: NOQUEUE: reject: RCPT from [192.0.2.1]:1234: 550 5.7.1 Service unavailable; client [192.0.2.1] blocked using dnsbl.test; from=<a@b.test>, to=<x@y.test>, proto=ESMTP, helo=<a>");
        Assert.Equal("postscreen", Only().RejectionReason);
        Assert.Empty(Only().Sessions);
    }

    [Theory]
    [InlineData("connect to mx.down.test[198.51.100.9]:25: Connection timed out", "Connection timed out")]
    [InlineData("connect to mx.down.test[2001:db8::9]:25: Network is unreachable", "Network is unreachable")]
    [InlineData("connect to b.test[private/lmtp]: No such file or directory", "No such file or directory")]
    [InlineData("connect to mx.down.test[198.51.100.9]:25: server refused to talk to me: 421 go away, a@b.test", "server refused to talk to me")]
    [InlineData("connect to mx.down.test[198.51.100.9]:25: Connection refused (port 25)", "Connection refused")]
    [InlineData("connect to somewhere: odd", "other")]
    public void The_reason_of_a_connection_that_failed_has_no_address(string message, string reason)
    {
        Take("10:00:01", "postfix/smtp[2]: " + message);
        Assert.Equal((reason, 1L, At("10:00:01")), (Only().ConnectFailureReason, Only().FailedConnections, Only().LastAttempt));
        Assert.Null(Only().LastOutbound);
    }

    [Theory]
    [InlineData("relay=mx.test[198.51.100.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)", true)]
    [InlineData("relay=mx.test[198.51.100.1]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.test[198.51.100.1] said: 550 5.1.1 no (in reply to RCPT TO command))", true)]
    [InlineData("relay=none, delay=1, delays=0/0/0/1, dsn=4.4.1, status=deferred (connect to mx.test[198.51.100.1]:25: Connection refused)", false)]
    public void A_server_that_answers_ends_the_failure(string record, bool answers)
    {
        Take("10:00:01", "postfix/smtp[2]: connect to mx.test[198.51.100.1]:25: Connection refused");
        Take("10:00:05", "postfix/smtp[2]: 4FAB1C2D3E: to=<a@remote.test>, " + record);
        Assert.Equal(answers ? "" : "Connection refused", Only().ConnectFailureReason);
        Assert.Equal(answers ? At("10:00:05") : null, Only().LastOutbound);
        Assert.Equal(answers ? At("10:00:05") : At("10:00:01"), Only().LastAttempt);
    }

    [Fact]
    public void Local_deliveries_are_no_association()
    {
        Take("10:00:01", "postfix/local[2]: 4FAB1C2D3E: to=<a@b.test>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered to mailbox)");
        Assert.Empty(_book.Snapshot());
    }

    [Fact]
    public void Each_instance_has_its_own()
    {
        Take("10:00:01", "postfix/smtpd[2]: connect from a.test[192.0.2.1]");
        Take("10:00:02", "postfix-out/smtpd[2]: connect from a.test[192.0.2.1]");
        Take("10:00:03", "postfix/smtpd[2]: disconnect from a.test[192.0.2.1] ehlo=1 quit=1 commands=2");
        Assert.Equal(["postfix 0", "postfix-out 1"], _book.Snapshot().Select(each => $"{each.Instance} {each.Sessions.Count}"));
    }

    [Fact]
    public void Repeat_lines_and_other_programs_tell_nothing()
    {
        Take("10:00:01", "postfix/smtpd[2]: connect from a.test[192.0.2.1]");
        var before = _book.Snapshot();
        Take("10:00:02", "last message repeated 2 times");
        Take("10:00:02", "sshd[3]: connect from a.test[192.0.2.1]");
        Take("10:00:02", "postfix/cleanup[3]: 4FAB1C2D3E: message-id=<connect from a.test[192.0.2.1]>");
        Assert.Same(before, _book.Snapshot());
    }

    [Fact]
    public void Sessions_are_forgotten_when_lines_were_lost()
    {
        Take("10:00:01", "postfix/smtpd[2]: connect from a.test[192.0.2.1]");
        _ = _book.Snapshot();
        _book.MissedLines();
        Assert.Empty(Only().Sessions);
        Assert.Equal(At("10:00:01"), Only().LastInbound);
    }

    [Fact]
    public void What_was_saved_goes_on()
    {
        Take("10:00:01", "postfix/smtpd[2]: connect from a.test[192.0.2.1]");
        Take("10:00:01", "postfix/smtp[9]: connect to mx.test[198.51.100.1]:25: Connection refused");
        var book = new ApplicationBook(_book.Snapshot(), _clock);
        Assert.Same(_book.Snapshot(), book.Snapshot());
        var sink = new CountingSink(new LineCounter(new CounterStore(_clock), GrammarOptions.Default), book);
        sink.Take("Sep  5 10:00:03 mx postfix/smtpd[2]: disconnect from a.test[192.0.2.1] quit=1 commands=1"u8);
        sink.Take("Sep  5 10:00:03 mx postfix/smtp[9]: connect to mx.test[198.51.100.1]:25: Connection refused"u8);
        var status = Assert.Single(book.Snapshot());
        Assert.Equal((0, 2L, At("10:00:01")), (status.Sessions.Count, status.FailedConnections, status.LastInbound));
    }

    [Theory]
    [InlineData("2026-09-05T10:00:00.250000+02:00 mx postfix/smtpd[7]: ", "2026-09-05T08:00:00.25Z")]
    [InlineData("2026-09-05T10:00:00-0330 mx postfix/smtpd[7]: ", "2026-09-05T13:30:00Z")]
    [InlineData("2026-09-05T10:00:00Z mx postfix/smtpd[7]: ", "2026-09-05T10:00:00Z")]
    [InlineData("<22>Sep  5 10:00:00 mx postfix/smtpd[7]: ", "2026-09-05T10:00:00Z")]
    [InlineData("Sep 15 10:00:00 mx postfix/smtpd[7]: ", "2025-09-15T10:00:00Z")]
    [InlineData("Feb 29 10:00:00 mx postfix/smtpd[7]: ", "2024-02-29T10:00:00Z")]
    [InlineData("<22>1 2026-09-05T10:00:00.5Z mx postfix/smtpd 7 - [meta seq=\"7\"] ", "2026-09-05T10:00:00.5Z")]
    [InlineData("Sep  5 10:00:00 mx postfix/smtpd[7]: [ID 197553 mail.info] ", "2026-09-05T10:00:00Z")]
    [InlineData("2026-09-06T00:00:07Z mx postfix/smtpd[7]: ", "2026-09-06T00:00:00Z")]
    [InlineData("2026-13-06T00:00:07Z mx postfix/smtpd[7]: ", "2026-09-06T00:00:00Z")]
    [InlineData("Sept.  5 10:00:00 mx postfix/smtpd[7]: ", "2026-09-06T00:00:00Z")]
    public void The_time_is_the_lines_own_and_never_in_the_future(string header, string time)
    {
        _sink.Take(Encoding.UTF8.GetBytes(header + "connect from a.test[192.0.2.1]"));
        Assert.Equal(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), Only().LastInbound);
        Assert.Equal([7], Only().Sessions);
    }

    [Fact]
    public void A_time_without_zone_is_local()
    {
        _clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test"));
        Take("10:00:00", "postfix/smtpd[2]: connect from a.test[192.0.2.1]");
        Assert.Equal(At("08:00:00"), Only().LastInbound);
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-09-05T{time}Z", CultureInfo.InvariantCulture);

    private void Take(string time, string line) => _sink.Take(Encoding.UTF8.GetBytes($"Sep  5 {time} mx {line}"));

    private ApplicationStatus Only() => Assert.Single(_book.Snapshot());
}
