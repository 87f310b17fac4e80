using PostfixStats.Counting;
using PostfixStats.Grammar;

namespace PostfixStats.Messages;

/// <summary>Messages told of in many lines: each is counted once, for what it is.</summary>
public class SequenceTests
{
    private const string Sent = "delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent";
    private const string Relay = "relay=mx.b.test[192.0.2.9]:25";
    private const string Filter = "relay=127.0.0.1[127.0.0.1]:10024";

    [Fact]
    public void Mail_that_goes_through_a_filter_is_received_once_and_sent_once()
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "cleanup: 4FAB1C2D3A: message-id=<a@x.test>",
            "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=2 (queue active)",
            "smtpd: 4FAB1C2D3B: client=localhost[127.0.0.1], orig_client=x[192.0.2.1]",
            "cleanup: 4FAB1C2D3B: message-id=<a@x.test>",
            $"smtp: 4FAB1C2D3A: to=<a@b.test>, {Filter}, {Sent} (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4FAB1C2D3B)",
            $"smtp: 4FAB1C2D3A: to=<c@b.test>, {Filter}, {Sent} (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4FAB1C2D3B)",
            "qmgr: 4FAB1C2D3A: removed",
            "qmgr: 4FAB1C2D3B: from=<s@x.test>, size=140, nrcpt=2 (queue active)",
            $"smtp: 4FAB1C2D3B: to=<a@b.test>, {Relay}, {Sent} (250 ok)",
            $"smtp: 4FAB1C2D3B: to=<c@b.test>, {Relay}, {Sent} (250 ok)",
            "qmgr: 4FAB1C2D3B: removed");

        Assert.Equal("received=1 received-octets=100 received-recipients=2 reinjected=1 sent=1 sent-octets=140 sent-recipients=2", log.Messages);
    }

    [Fact]
    public void Mail_that_was_delivered_before_the_filter_has_said_so_is_sent_once()
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=1 (queue active)",
            "smtpd: 4FAB1C2D3B: client=localhost[127.0.0.1], orig_queue_id=4FAB1C2D3A, orig_client=x[192.0.2.1]",
            "qmgr: 4FAB1C2D3B: from=<s@x.test>, size=140, nrcpt=1 (queue active)",
            $"local: 4FAB1C2D3B: to=<a@b.test>, relay=local, {Sent} (delivered to mailbox)",
            "qmgr: 4FAB1C2D3B: removed",
            $"lmtp: 4FAB1C2D3A: to=<a@b.test>, {Filter}, {Sent} (250 2.0.0 Ok: queued as 4FAB1C2D3B)",
            "qmgr: 4FAB1C2D3A: removed");

        Assert.Equal("received=1 received-octets=100 received-recipients=1 reinjected=1 sent=1 sent-octets=140 sent-recipients=1", log.Messages);
    }

    [Fact]
    public void Mail_through_a_before_queue_filter_is_received()
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: NOQUEUE: client=x[192.0.2.1]",
            "postfix/10025/smtpd: 4FAB1C2D3B: client=localhost[127.0.0.1], orig_client=x[192.0.2.1]",
            "qmgr: 4FAB1C2D3B: from=<s@x.test>, size=140, nrcpt=1 (queue active)",
            // Beside it, an after-queue filter tells the queue id.
            "smtpd: 4FAB1C2D3C: client=localhost[127.0.0.1], orig_queue_id=4FAB1C2D3B, orig_client=x[192.0.2.1]",
            "qmgr: 4FAB1C2D3C: from=<s@x.test>, size=180, nrcpt=1 (queue active)");

        Assert.Equal("received=1 received-octets=140 received-recipients=1 reinjected=1", log.Messages);
    }

    [Fact]
    public void A_delivery_to_a_real_server_on_this_host_is_sent()
    {
        CountedLog log = new CountedLog().Count(
            "pickup: 4FAB1C2D3A: uid=0 from=<root@b.test>",
            "qmgr: 4FAB1C2D3A: from=<root@b.test>, size=100, nrcpt=1 (queue active)",
            $"smtp: 4FAB1C2D3A: to=<a@b.test>, relay=127.0.0.1[127.0.0.1]:2525, {Sent} (250 2.0.0 Ok: queued as 4FAB1C2D3B)");

        Assert.Equal("received=1 received-octets=100 received-recipients=1 sent=1 sent-octets=100 sent-recipients=1", log.Messages);
    }

    [Fact]
    public void A_message_that_is_retried_is_received_once()
    {
        const string Active = "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=4 (queue active)";
        CountedLog log = new CountedLog().Count(
            "smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "cleanup: 4FAB1C2D3A: message-id=<a@x.test>",
            Active,
            $"smtp: 4FAB1C2D3A: to=<a@b.test>, {Relay}, {Sent} (250 ok)",
            $"local: 4FAB1C2D3A: to=<c@b.test>, relay=local, {Sent} (delivered to mailbox)",
            $"smtp: 4FAB1C2D3A: to=<d@b.test>, {Relay}, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.b.test[192.0.2.9] said: 550 no)",
            $"smtp: 4FAB1C2D3A: to=<e@b.test>, {Relay}, delay=1, delays=0/0/0/1, dsn=4.2.0, status=deferred (host mx.b.test[192.0.2.9] said: 450 later)",
            Active,
            $"smtp: 4FAB1C2D3A: to=<e@b.test>, {Relay}, delay=1, delays=0/0/0/1, dsn=4.2.0, status=deferred (host mx.b.test[192.0.2.9] said: 450 later)",
            Active,
            $"smtp: 4FAB1C2D3A: to=<e@b.test>, {Relay}, {Sent} (250 ok)",
            "qmgr: 4FAB1C2D3A: removed");

        Assert.Equal("received=1 received-octets=100 received-recipients=4 sent=2 sent-octets=200 sent-recipients=3", log.Messages);
        Assert.Equal(0, log.Tracker.Remembered);
    }

    [Fact]
    public void A_message_that_a_header_check_refuses_is_not_received()
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: 4FAB1C2D3C: client=x[192.0.2.1]",
            "cleanup: 4FAB1C2D3C: reject: header Subject: spam from x[192.0.2.1]; from=<s@x.test> to=<a@b.test> proto=ESMTP helo=<h>: 5.7.1 no",
            "cleanup: 4FAB1C2D3C: removed (canceled)");

        Assert.Equal("rejected=1", log.Messages);
        Assert.Equal(0, log.Tracker.Remembered);
    }

    [Fact]
    public void The_bounce_of_local_mail_that_a_header_check_refuses_is_internal()
    {
        CountedLog log = new CountedLog().Count(
            "pickup: 4FAB1C2D3C: uid=0 from=<root@b.test>",
            "cleanup: 4FAB1C2D3C: reject: header Subject: spam from local; from=<root@b.test> to=<a@b.test>: 5.7.1 no",
            "cleanup: 4FAB1C2D3C: to=<a@b.test>, relay=none, delay=0, delays=0/0/0/0, dsn=5.7.1, status=bounced (no)",
            "cleanup: 4FAB1C2D3D: message-id=<b@b.test>",
            "bounce: 4FAB1C2D3C: sender non-delivery notification: 4FAB1C2D3D",
            "qmgr: 4FAB1C2D3D: from=<>, size=2000, nrcpt=1 (queue active)",
            $"local: 4FAB1C2D3D: to=<root@b.test>, relay=local, {Sent} (delivered to mailbox)",
            "qmgr: 4FAB1C2D3D: removed");

        Assert.Equal("internal=1 rejected=1 sent=1 sent-octets=2000 sent-recipients=1", log.Messages);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_client_that_goes_away_in_DATA_sends_nothing(bool saysSo)
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: 4FAB1C2D3D: client=x[192.0.2.1]",
            "smtpd: timeout after DATA (20 bytes) from x[192.0.2.1]",
            "cleanup: 4FAB1C2D3D: message-id=<x@y.test>");
        if (saysSo)
        {
            log.Count("cleanup: 4FAB1C2D3D: removed (canceled)");
        }

        Assert.Equal("", log.Messages);
        Assert.Equal(saysSo ? 0 : 1, log.Tracker.Remembered);
    }

    [Theory]
    [InlineData("cleanup: 4FAB1C2D3D: milter-discard: END-OF-MESSAGE from x[192.0.2.1]: milter triggers DISCARD action; from=<s@x.test> to=<a@b.test> proto=ESMTP helo=<h>")]
    [InlineData("cleanup: 4FAB1C2D3D: discard: header Subject: spam from x[192.0.2.1]; from=<s@x.test> to=<a@b.test> proto=ESMTP helo=<h>: gone")]
    [InlineData("smtpd: 4FAB1C2D3D: discard: RCPT from x[192.0.2.1]: <a@b.test>: Recipient address triggers DISCARD action; from=<s@x.test> to=<a@b.test> proto=ESMTP helo=<h>")]
    public void A_message_that_is_thrown_away_is_discarded_and_not_received(string line)
    {
        CountedLog log = new CountedLog().Count("smtpd: 4FAB1C2D3D: client=x[192.0.2.1]", line);
        Assert.Equal("discarded=1", log.Messages);

        log.Count(line, "cleanup: 4FAB1C2D3D: message-id=<x@y.test>", "cleanup: 4FAB1C2D3D: removed (discarded)");
        Assert.Equal("discarded=1", log.Messages);
        Assert.Equal(0, log.Tracker.Remembered);
    }

    [Fact]
    public void A_first_recipient_that_is_thrown_away_counts_with_the_message_of_its_client()
    {
        const string Discard = "Recipient address triggers DISCARD action; from=<s@x.test> to=<a@b.test> proto=ESMTP helo=<h>";
        CountedLog log = new CountedLog().Count(
            $"smtpd: NOQUEUE: discard: RCPT from x[192.0.2.1]: <a@b.test>: {Discard}",
            "smtpd: 4FAB1C2D3C: client=y[192.0.2.2]",
            "smtpd: 4FAB1C2D3D: client=x[192.0.2.1], sasl_method=PLAIN, sasl_username=x",
            $"smtpd: 4FAB1C2D3D: discard: RCPT from x[192.0.2.1]: <c@b.test>: {Discard}",
            "smtpd: 4FAB1C2D3E: client=x[192.0.2.1]");

        Assert.Equal("discarded=1", log.Messages);
    }

    [Fact]
    public void Mail_for_the_discard_service_is_received_and_discarded()
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: 4FAB1C2D3D: client=x[192.0.2.1]",
            "qmgr: 4FAB1C2D3D: from=<s@x.test>, size=100, nrcpt=2 (queue active)",
            $"discard: 4FAB1C2D3D: to=<a@gone.test>, relay=none, {Sent} (gone)",
            $"discard: 4FAB1C2D3D: to=<c@gone.test>, relay=none, {Sent} (gone)",
            "qmgr: 4FAB1C2D3D: removed");

        Assert.Equal("discarded=1 received=1 received-octets=100 received-recipients=2", log.Messages);
    }

    [Fact]
    public void Mail_through_sendmail_bs_is_received_once()
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: 4FAB1C2D3E: client=localhost[127.0.0.1]",
            "pickup: 4FAB1C2D3F: uid=0 from=<root@b.test>",
            "cleanup: 4FAB1C2D3F: message-id=<x@b.test>",
            "qmgr: 4FAB1C2D3F: from=<root@b.test>, size=300, nrcpt=1 (queue active)",
            $"local: 4FAB1C2D3F: to=<a@b.test>, relay=local, {Sent} (delivered to mailbox)",
            "qmgr: 4FAB1C2D3F: removed");

        Assert.Equal("received=1 received-octets=300 received-recipients=1 sent=1 sent-octets=300 sent-recipients=1", log.Messages);
    }

    [Theory]
    [InlineData("deliverable (250 2.1.5 Ok)")]
    [InlineData("undeliverable (host mx.b.test[192.0.2.9] said: 550 5.1.1 no such user)")]
    public void A_probe_is_no_mail(string status)
    {
        CountedLog log = new CountedLog().Count(
            "cleanup: 4FAB1C2D40: message-id=<x@b.test>",
            "qmgr: 4FAB1C2D40: from=<double-bounce@b.test>, size=233, nrcpt=1 (queue active)",
            $"smtp: 4FAB1C2D40: to=<a@b.test>, {Relay}, delay=1, delays=0/0/0/1, dsn=2.1.5, status={status}",
            "qmgr: 4FAB1C2D40: removed");

        Assert.Equal("probe=1", log.Messages);
        Assert.Equal(0, log.Tracker.Remembered);
    }

    [Fact]
    public void A_question_by_sendmail_bv_is_a_probe_and_its_report_is_internal()
    {
        CountedLog log = new CountedLog().Count(
            "pickup: 4FAB1C2D40: uid=0 from=<root@b.test>",
            "cleanup: 4FAB1C2D40: message-id=<x@b.test>",
            "qmgr: 4FAB1C2D40: from=<root@b.test>, size=290, nrcpt=2 (queue active)",
            "local: 4FAB1C2D40: to=<a@b.test>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=deliverable (delivers to mailbox)",
            "local: 4FAB1C2D40: to=<c@b.test>, relay=local, delay=1, delays=0/0/0/1, dsn=5.1.1, status=undeliverable (unknown user)",
            "cleanup: 4FAB1C2D41: message-id=<y@b.test>",
            "bounce: 4FAB1C2D40: sender delivery status notification: 4FAB1C2D41",
            "qmgr: 4FAB1C2D40: removed",
            "qmgr: 4FAB1C2D41: from=<>, size=1900, nrcpt=1 (queue active)",
            $"local: 4FAB1C2D41: to=<root@b.test>, relay=local, {Sent} (delivered to mailbox)");

        Assert.Equal("internal=1 probe=1 sent=1 sent-octets=1900 sent-recipients=1", log.Messages);
    }

    [Fact]
    public void A_notice_to_the_postmaster_is_no_probe()
    {
        CountedLog log = new CountedLog().Count(
            "cleanup: 4FAB1C2D40: message-id=<x@b.test>",
            "qmgr: 4FAB1C2D40: from=<double-bounce@b.test>, size=900, nrcpt=1 (queue active)",
            $"local: 4FAB1C2D40: to=<postmaster@b.test>, relay=local, {Sent} (delivered to mailbox)");

        Assert.Equal("internal=1 sent=1 sent-octets=900 sent-recipients=1", log.Messages);
    }

    [Fact]
    public void A_message_that_is_requeued_is_received_once()
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=2 (queue active)",
            $"smtp: 4FAB1C2D3A: to=<a@b.test>, {Relay}, {Sent} (250 ok)",
            $"smtp: 4FAB1C2D3A: to=<e@b.test>, {Relay}, delay=1, delays=0/0/0/1, dsn=4.2.0, status=deferred (host mx.b.test[192.0.2.9] said: 450 later)",
            "postsuper: 4FAB1C2D3A: requeued",
            "pickup: 4FAB1C2D44: uid=104 from=<s@x.test> orig_id=4FAB1C2D3A",
            "cleanup: 4FAB1C2D44: message-id=<a@x.test>",
            "qmgr: 4FAB1C2D44: from=<s@x.test>, size=110, nrcpt=1 (queue active)",
            $"smtp: 4FAB1C2D44: to=<e@b.test>, {Relay}, {Sent} (250 ok)",
            "qmgr: 4FAB1C2D44: removed");

        Assert.Equal("received=1 received-octets=100 received-recipients=2 requeued=1 sent=2 sent-octets=210 sent-recipients=2", log.Messages);
        Assert.Equal(0, log.Tracker.Remembered);
    }

    [Fact]
    public void A_message_that_is_requeued_before_it_was_counted_is_received()
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: NOQUEUE: hold: RCPT from x[192.0.2.1]: <a@b.test>: Recipient address triggers HOLD action; from=<s@x.test> to=<a@b.test> proto=ESMTP helo=<h>",
            "smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "cleanup: 4FAB1C2D3A: message-id=<a@x.test>",
            "postsuper: 4FAB1C2D3A: requeued",
            "pickup: 4FAB1C2D44: uid=104 from=<s@x.test> orig_id=4FAB1C2D3A",
            "qmgr: 4FAB1C2D44: from=<s@x.test>, size=110, nrcpt=1 (queue active)");

        Assert.Equal("received=1 received-octets=110 received-recipients=1", log.Messages);
    }

    [Theory]
    [InlineData("hold: header Subject: wait from x[192.0.2.1]; from=<s@x.test> to=<a@b.test> proto=ESMTP helo=<h>: wait")]
    [InlineData("milter-hold: END-OF-MESSAGE from x[192.0.2.1]: milter triggers HOLD action; from=<s@x.test> to=<a@b.test> proto=ESMTP helo=<h>")]
    public void A_message_on_hold_is_received_and_measured_when_it_is_released(string hold)
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "cleanup: 4FAB1C2D3A: " + hold,
            "cleanup: 4FAB1C2D3A: message-id=<a@x.test>");
        Assert.Equal("received=1", log.Messages);

        log.Count(
            "postsuper: 4FAB1C2D3A: released from hold",
            "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=3 (queue active)",
            "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=3 (queue active)");
        Assert.Equal("received=1 received-octets=100 received-recipients=3", log.Messages);
    }

    [Fact]
    public void A_forwarded_copy_is_internal_and_its_forwarding_no_delivery()
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=1 (queue active)",
            "cleanup: 4FAB1C2D50: message-id=<a@x.test>",
            $"local: 4FAB1C2D3A: to=<f@b.test>, relay=local, {Sent} (forwarded as 4FAB1C2D50)",
            "qmgr: 4FAB1C2D3A: removed",
            "qmgr: 4FAB1C2D50: from=<s@x.test>, size=220, nrcpt=1 (queue active)",
            $"smtp: 4FAB1C2D50: to=<a@b.test>, {Relay}, {Sent} (250 ok)",
            "qmgr: 4FAB1C2D50: removed");

        Assert.Equal("internal=1 received=1 received-octets=100 received-recipients=1 sent=1 sent-octets=220 sent-recipients=1", log.Messages);
    }

    [Fact]
    public void Repeats_of_a_line_repeat_no_message()
    {
        CountedLog log = new CountedLog().Count(
            "smtpd: NOQUEUE: reject: RCPT from x[192.0.2.1]: 554 5.7.1 no; from=<>",
            "smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=1 (queue active)",
            $"smtp: 4FAB1C2D3A: to=<a@b.test>, {Relay}, {Sent} (250 ok)")
            .CountRaw("Sep  5 12:00:30 mx last message repeated 3 times")
            .Count($"smtp: message repeated 7 times: [ 4FAB1C2D3A: to=<a@b.test>, {Relay}, {Sent} (250 ok)]");

        Assert.Equal("received=1 received-octets=100 received-recipients=1 sent=1 sent-octets=100 sent-recipients=1", log.Messages);
        Assert.Equal(1 + 3 + 7, log.Store.Snapshot().Named()["sent:smtp"]);
    }

    [Fact]
    public void Mail_with_two_recipients_that_is_refused_at_MAIL_FROM_is_not_sent()
    {
        const string Bounced = $"{Relay}, delay=1, delays=0/0/0/1, dsn=5.7.1, status=bounced (host mx.b.test[192.0.2.9] said: 550 5.7.1 no (in reply to MAIL FROM command))";
        CountedLog log = new CountedLog().Count(
            "qmqpd: 4FAB1C2D3F: client=list.x.test[192.0.2.1]",
            "qmgr: 4FAB1C2D3F: from=<s@x.test>, size=100, nrcpt=2 (queue active)",
            $"smtp: 4FAB1C2D3F: to=<a@b.test>, {Bounced}",
            $"smtp: 4FAB1C2D3F: to=<c@b.test>, {Bounced}",
            "cleanup: 4FAB1C2D45: message-id=<x@b.test>",
            "bounce: 4FAB1C2D3F: sender non-delivery notification: 4FAB1C2D45",
            "qmgr: 4FAB1C2D45: from=<>, size=2100, nrcpt=1 (queue active)",
            "qmgr: 4FAB1C2D3F: removed",
            $"smtp: 4FAB1C2D45: to=<s@x.test>, {Relay}, {Sent} (250 ok)");

        Assert.Equal("internal=1 received=1 received-octets=100 received-recipients=2 sent=1 sent-octets=2100 sent-recipients=1", log.Messages);
    }

    [Theory]
    [InlineData("smtpd: 4FAB1C2D3A: reject: DATA from x[192.0.2.1]: 554 5.7.1 <DATA>: Data command rejected: no; from=<s@x.test> to=<a@b.test> proto=ESMTP helo=<h>", "rejected=1")]
    [InlineData("smtpd: 4FAB1C2D3A: milter-reject: DATA from x[192.0.2.1]: 554 5.7.1 no; from=<s@x.test> to=<a@b.test> proto=ESMTP helo=<h>", "rejected=1")]
    [InlineData("smtpd: 4FAB1C2D3A: reject: END-OF-MESSAGE from x[192.0.2.1]: 554 5.7.1 no; from=<s@x.test> proto=ESMTP helo=<h>", "rejected=1")]
    [InlineData("cleanup: 4FAB1C2D3A: milter-reject: END-OF-MESSAGE from x[192.0.2.1]: 5.7.1 no; from=<s@x.test> to=<a@b.test> proto=ESMTP helo=<h>", "rejected=1")]
    [InlineData("smtpd: 4FAB1C2D3A: reject: RCPT from x[192.0.2.1]: 554 5.7.1 no; from=<s@x.test> to=<c@b.test> proto=ESMTP helo=<h>", "")]
    public void A_message_is_rejected_where_none_of_its_recipients_is_left(string line, string expected) =>
        Assert.Equal(expected, new CountedLog().Count("smtpd: 4FAB1C2D3A: client=x[192.0.2.1]", line, line).Messages);

    [Fact]
    public void Hops_that_the_configuration_excludes_are_neither_received_nor_sent()
    {
        var options = new GrammarOptions { ExcludedRelays = ["[127.0.0.1]:10024"], ExcludedServices = ["10025"] };
        CountedLog log = new CountedLog(options: options).Count(
            "smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=1 (queue active)",
            $"smtp: 4FAB1C2D3A: to=<a@b.test>, {Filter}, {Sent} (250 ok)",
            "postfix/10025/smtpd: 4FAB1C2D3B: client=localhost[127.0.0.1]",
            "qmgr: 4FAB1C2D3B: from=<s@x.test>, size=140, nrcpt=1 (queue active)",
            $"smtp: 4FAB1C2D3B: to=<a@b.test>, {Relay}, {Sent} (250 ok)");

        Assert.Equal("excluded=1 received=1 received-octets=100 received-recipients=1 sent=1 sent-octets=140 sent-recipients=1", log.Messages);
    }

    [Fact]
    public void The_same_id_in_two_instances_is_two_messages()
    {
        CountedLog log = new CountedLog().Count(
            "postfix/smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "postfix-out/smtpd: 4FAB1C2D3A: client=x[192.0.2.1]",
            "postfix/qmgr: 4FAB1C2D3A: from=<s@x.test>, size=100, nrcpt=1 (queue active)",
            "postfix/qmgr: 4FAB1C2D3A: removed",
            "postfix-out/qmgr: 4FAB1C2D3A: from=<s@x.test>, size=140, nrcpt=1 (queue active)");

        Assert.Equal(140, log.Store.Snapshot().Named(log.Store.FindInstance("postfix-out"), CounterSet.Messages)["msg:received-octets"]);
        Assert.Equal("received=2 received-octets=240 received-recipients=2", log.Messages);
    }
}
