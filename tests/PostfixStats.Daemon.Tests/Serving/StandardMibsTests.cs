// NETWORK-SERVICES-MIB and MTA-MIB: what is served, what is absent, and what says so.

using System.Globalization;
using System.Text;
using AgentX;
using Microsoft.Extensions.Time.Testing;
using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Serving.Standard;
using PostfixStats.Daemon.Tests.Support;
using PostfixStats.Following;
using PostfixStats.Grammar;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Tests.Serving;

public sealed class StandardMibsTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 5, 3, 0, 2, TimeSpan.Zero);

    private const string Mail = """
        Sep  5 02:30:00 mail postfix/master[9]: daemon started -- version 3.7.11, configuration /etc/postfix
        Sep  5 03:00:00 mail postfix/smtpd[1]: connect from x[192.0.2.1]
        Sep  5 03:00:00 mail postfix/smtpd[5]: connect from y[192.0.2.2]
        Sep  5 03:00:00 mail postfix/smtpd[5]: NOQUEUE: reject: CONNECT from y[192.0.2.2]: 554 5.7.1 <y[192.0.2.2]>: Client host rejected: no; proto=SMTP
        Sep  5 03:00:00 mail postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.1]: 550 5.1.1 <n@b.test>: Recipient address rejected: User unknown in local recipient table; from=<a@b.test> to=<n@b.test> proto=ESMTP helo=<h>
        Sep  5 03:00:00 mail postfix/smtpd[1]: NOQUEUE: reject: HELO from x[192.0.2.1]: 501 5.5.2 <h h>: Helo command rejected: invalid; proto=SMTP helo=<h h>
        Sep  5 03:00:01 mail postfix/smtp[2]: 4FAB1C2D3E: to=<a@remote.test>, relay=mx.remote.test[198.51.100.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
        Sep  5 03:00:02 mail postfix/smtp[2]: connect to mx2.remote.test[198.51.100.2]:25: Connection refused
        Sep  5 03:00:01 mail postfix/lmtp[3]: 4FAB1C2D3F: to=<b@b.test>, relay=h[private/lmtp], delay=1, delays=0/0/0/1, dsn=4.2.2, status=deferred (host h[private/lmtp] said: 452 4.2.2 full (in reply to RCPT TO command))
        Sep  5 03:00:01 mail postfix/smtp[2]: 4FAB1C2D40: to=<a@loop.test>, relay=none, delay=1, delays=0/0/0/1, dsn=5.4.6, status=bounced (mail for loop.test loops back to myself)
        Sep  5 03:00:02 mail postfix/smtpd[6]: warning: Connection rate limit exceeded: 31 from x[192.0.2.1] for service smtp
        Sep  5 03:00:02 mail postfix/smtpd[5]: disconnect from y[192.0.2.2] commands=0/0
        """;

    /// <summary><c>postfix-statsd mib --capabilities > mibs/POSTFIX-STATS-CAPABILITIES-MIB.txt</c> makes it so.</summary>
    [Fact]
    public void The_capabilities_of_the_repository_are_what_the_tables_say() =>
        Assert.Equal(Repository.Read("mibs/POSTFIX-STATS-CAPABILITIES-MIB.txt"), CapabilitiesText.Text);

    [Fact]
    public void Every_column_stands_where_the_standard_has_it()
    {
        Assert.All(StandardMibs.ForTexts.Modules.SelectMany(module => module.Tables), table => Assert.All(
            table.Table.Columns,
            column => Assert.Equal(column.Descriptor, table.Columns[(int)(column.Arc - table.FirstArc)])));
        Assert.Equal([16, 12, 33, 3], StandardMibs.ForTexts.Modules.SelectMany(module => module.Tables).Select(table => table.Columns.Count));
    }

    [Fact]
    public void What_postfix_does_not_tell_is_absent()
    {
        string[] absent = [.. StandardMibs.ForTexts.Modules.SelectMany(module => module.Tables).SelectMany(table => table.Absent)];
        Assert.Equal(
            [
                "applOutboundAssociations", "applAccumulatedOutboundAssociations", "applURL",
                "mtaStoredRecipients", "mtaSuccessfulConvertedMessages", "mtaFailedConvertedMessages",
                "mtaGroupStoredRecipients", "mtaGroupOutboundAssociations", "mtaGroupAccumulatedOutboundAssociations",
                "mtaGroupSuccessfulConvertedMessages", "mtaGroupFailedConvertedMessages", "mtaGroupURL", "mtaGroupOldestMessageId",
                "mtaGroupInternalErrorCount",
            ],
            absent);
    }

    [Fact]
    public void Each_column_is_registered_before_others_and_those_of_mta_tables_even_where_they_are_absent()
    {
        string[] registered = [.. StandardMibs.Registrations.Select(each => each.ToString())];
        Assert.Equal(registered.Distinct(), registered);
        Assert.All(registered, each => Assert.EndsWith(" at priority 100", each, StringComparison.Ordinal));
        Assert.Equal(
            [2, 3, 4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 16],
            Arcs(registered).Where(each => each.StartsWith("27.1.1.", StringComparison.Ordinal)).Select(each => int.Parse(each["27.1.1.".Length..], CultureInfo.InvariantCulture)));
        Assert.Equal(
            [
                .. Enumerable.Range(1, 12).Select(arc => $"28.1.1.{arc}"),
                .. Enumerable.Range(2, 33).Select(arc => $"28.2.1.{arc}"),
                .. Enumerable.Range(1, 3).Select(arc => $"28.5.1.{arc}"),
            ],
            Arcs(registered).Where(each => each.StartsWith("28.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_instance_is_an_application_and_an_agent_for_mail() =>
        Assert.Equal(
            """
            27.1.1.2.1 OctetString postfix
            27.1.1.3.1 OctetString
            27.1.1.4.1 OctetString 3.7.11
            27.1.1.6.1 Integer32 1
            27.1.1.8.1 Gauge32 1
            27.1.1.10.1 Counter32 2
            27.1.1.14.1 Counter32 2
            27.1.1.15.1 Counter32 1
            27.1.1.16.1 OctetString Postfix mail system, as its log tells
            28.1.1.1.1 Counter32 0
            28.1.1.3.1 Counter32 0
            28.1.1.4.1 Counter32 0
            28.1.1.6.1 Counter32 0
            28.1.1.7.1 Counter32 0
            28.1.1.9.1 Counter32 0
            28.1.1.12.1 Counter32 1
            """,
            Walk(Mail, "27.", "28.1."));

    [Fact]
    public void Groups_have_only_what_applies_to_them() =>
        Assert.Equal(
            """
            28.2.1.2.1.1 Counter32 0
            28.2.1.3.1.1 Counter32 1
            28.2.1.5.1.2 Counter32 0
            28.2.1.6.1.1 Counter32 0
            28.2.1.8.1.2 Counter32 0
            28.2.1.9.1.1 Counter32 0
            28.2.1.11.1.2 Counter32 0
            28.2.1.11.1.101 Counter32 1
            28.2.1.11.1.102 Counter32 0
            28.2.1.13.1.1 Gauge32 1
            28.2.1.15.1.1 Counter32 2
            28.2.1.17.1.1 Integer32 2200
            28.2.1.18.1.2 Integer32 2100
            28.2.1.19.1.1 Counter32 2
            28.2.1.20.1.2 Counter32 1
            28.2.1.21.1.1 OctetString rate-limit
            28.2.1.22.1.2 OctetString
            28.2.1.24.1.101 ObjectIdentifier 1.3.6.1.2.1.27.4.25
            28.2.1.24.1.102 ObjectIdentifier 1.3.6.1.2.1.27.4.24
            28.2.1.25.1.1 OctetString reception
            28.2.1.25.1.2 OctetString delivery
            28.2.1.25.1.101 OctetString smtp
            28.2.1.25.1.102 OctetString lmtp
            28.2.1.28.1.1 OctetString Mail that comes in
            28.2.1.28.1.2 OctetString Mail that goes out, by all delivery services
            28.2.1.28.1.101 OctetString Mail that goes out by one delivery service
            28.2.1.28.1.102 OctetString Mail that goes out by one delivery service
            28.2.1.30.1.1 Integer32 2000
            28.2.1.30.1.2 Integer32 2000
            28.2.1.31.1.1 Integer32 -1
            28.2.1.31.1.2 Integer32 -1
            28.2.1.31.1.101 Integer32 2
            28.2.1.31.1.102 Integer32 2
            28.2.1.33.1.2 Counter32 1
            28.2.1.34.1.2 Integer32 2100
            """,
            Walk(Mail, "28.2."));

    [Fact]
    public void An_instance_that_has_told_nothing_of_itself_has_no_such_values() =>
        Assert.Equal(
            """
            27.1.1.2.1 OctetString postfix
            27.1.1.3.1 OctetString
            27.1.1.10.1 Counter32 0
            27.1.1.14.1 Counter32 0
            27.1.1.15.1 Counter32 0
            27.1.1.16.1 OctetString Postfix mail system, as its log tells
            28.2.1.15.1.1 Counter32 0
            28.2.1.19.1.1 Counter32 0
            28.2.1.20.1.2 Counter32 0
            """,
            Walk(
                "Sep  5 03:00:00 mail postfix/pickup[1]: 4FAB1C2D48: uid=33 from=<www-data>\n",
                [.. ((int[])[27, .. Enumerable.Range(13, 11), 34]).Select(arc => arc == 27 ? "27." : $"28.2.1.{arc}.")]));

    [Fact]
    public void A_mail_system_that_ended_is_down()
    {
        const string Log = "Sep  5 02:30:00 mail postfix/master[9]: daemon started -- version 3.7.11, configuration /etc/postfix\n";
        string[] columns = ["27.1.1.6.", "28.2.1.21.", "28.2.1.22."];
        Assert.Equal("27.1.1.6.1 Integer32 1\n28.2.1.21.1.1 OctetString never\n28.2.1.22.1.2 OctetString never", Walk(Log, columns));
        Assert.Equal("27.1.1.6.1 Integer32 2", Walk(Log + "Sep  5 02:40:00 mail postfix/master[9]: terminating on signal 15\n", "27.1.1.6."));
    }

    [Theory]
    [InlineData(60, 4000)]
    [InlineData(-60, 0)]
    public void The_time_to_the_next_attempt_is_told_where_the_files_were_looked_at(int seconds, int expected)
    {
        var deferred = new QueueContents(1, new QueueDetails(1, 1, [], Now.AddSeconds(seconds).ToUnixTimeSeconds()));
        var reading = new QueueReading(DateTimeOffset.UnixEpoch, TimeSpan.Zero, [null, null, null, deferred, new QueueContents(1, new QueueDetails(1, 1, [])), null]);
        Assert.Equal($"28.2.1.23.1.14 Integer32 {expected}", Walk(Mail, [new QueueSnapshot("postfix", reading, null)], "28.2.1.23."));
    }

    [Fact]
    public void Failures_are_counted_by_status_code_in_and_out() =>
        Assert.Equal(
            """
            28.5.1.1.1.1.4002002 Counter32 0
            28.5.1.1.1.1.5001001 Counter32 1
            28.5.1.1.1.1.5004006 Counter32 0
            28.5.1.1.1.1.5005002 Counter32 1
            28.5.1.1.1.1.5007001 Counter32 1
            28.5.1.3.1.2.4002002 Counter32 1
            28.5.1.3.1.2.5001001 Counter32 0
            28.5.1.3.1.2.5004006 Counter32 1
            28.5.1.3.1.2.5005002 Counter32 0
            28.5.1.3.1.2.5007001 Counter32 0
            """,
            Walk(Mail, "28.5."));

    [Fact]
    public void Codes_over_the_cap_have_no_row_because_their_code_is_not_known()
    {
        var log = new StringBuilder();
        for (int code = 100; code < 140; code++)
        {
            log.Append(CultureInfo.InvariantCulture, $"Sep  5 03:00:01 mail postfix/smtp[2]: 4FAB1C2D40: to=<a@x.test>, relay=none, delay=1, delays=0/0/0/1, dsn=5.9.{code}, status=bounced (no)\n");
        }

        Assert.Equal(32 * 2, Walk(log.ToString(), "28.5.").Split('\n').Length);
    }

    [Fact]
    public void Queues_are_groups_of_the_instances_whose_queues_are_read()
    {
        QueueContents?[] queues = [Contents(1, 1000, 5), Contents(2, 48, 0), Contents(0, 0, 0), Contents(40, 1024, 30_000_000), Contents(3, 0, 7), null];
        var reading = new QueueReading(DateTimeOffset.UnixEpoch, TimeSpan.Zero, queues);
        string expected =
            """
            28.1.1.2.1 Gauge32 46
            28.1.1.5.1 Gauge32 2
            28.2.1.4.1.11 Gauge32 1
            28.2.1.4.1.12 Gauge32 2
            28.2.1.4.1.13 Gauge32 0
            28.2.1.4.1.14 Gauge32 40
            28.2.1.4.1.15 Gauge32 3
            28.2.1.7.1.11 Gauge32 0
            28.2.1.7.1.12 Gauge32 0
            28.2.1.7.1.13 Gauge32 0
            28.2.1.7.1.14 Gauge32 1
            28.2.1.7.1.15 Gauge32 0
            28.2.1.12.1.11 Integer32 500
            28.2.1.12.1.12 Integer32 0
            28.2.1.12.1.13 Integer32 0
            28.2.1.12.1.14 Integer32 2147483647
            28.2.1.12.1.15 Integer32 700
            """;
        string[] columns = ["28.1.1.2.", "28.1.1.5.", "28.2.1.4.", "28.2.1.7.", "28.2.1.12."];
        Assert.Equal(expected, Walk(Mail, [new QueueSnapshot("postfix", reading, null)], columns));
        Assert.Equal(
            "28.2.1.31.1.11 Integer32 -2",
            Walk(Mail, [new QueueSnapshot("postfix", reading, null)], "28.2.1.31.1.11"));
        Assert.Equal("", Walk(Mail, [new QueueSnapshot("postfix", reading, "permission denied")], columns));
        Assert.Equal("", Walk(Mail, [new QueueSnapshot("postfix", null, null)], columns));

        static QueueContents Contents(long messages, long octets, long oldest) => new(messages, new QueueDetails(octets, oldest, []));
    }

    private static IEnumerable<string> Arcs(IEnumerable<string> registrations) =>
        registrations.Select(each => each.Split(' ')[0]["1.3.6.1.2.1.".Length..]);

    private static string Walk(string log, params string[] parts) => Walk(log, [], parts);

    /// <summary>What is served after a log, twenty seconds after its last line at <see cref="Now"/>; the master was started half an hour before.</summary>
    private static string Walk(string log, IReadOnlyList<QueueSnapshot> queues, params string[] parts)
    {
        var clock = new FakeTimeProvider(Now);
        var store = new CounterStore(clock);
        var applications = new ApplicationBook([], clock);
        var sink = new CountingSink(new LineCounter(store, GrammarOptions.Default), applications);
        foreach (string line in log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            sink.Take(Encoding.UTF8.GetBytes(line));
        }

        clock.Advance(TimeSpan.FromSeconds(20));
        var view = new StatsView([new StandardMibs(clock).Tree]);
        view.Show(new Published(store.Snapshot(), default, "/log", DateTimeOffset.UnixEpoch) { Queues = queues, Applications = applications.Snapshot() });
        var lines = new List<string>();
        ObjectIdentifier mib2 = ObjectIdentifier.Parse("1.3.6.1.2.1");
        for (VarBind? next = view.Now().GetNext(mib2); next is not null; next = view.Now().GetNext(next.Name))
        {
            string name = next.Name.ToString()["1.3.6.1.2.1.".Length..];
            if (parts.Any(part => name.StartsWith(part, StringComparison.Ordinal)))
            {
                lines.Add($"{name} {next.Value.Type} {Text(next.Value)}".TrimEnd());
            }
        }

        return string.Join('\n', lines);
    }

    private static string Text(MibValue value) => value.Type switch
    {
        VarBindType.OctetString => Encoding.UTF8.GetString(value.Octets),
        VarBindType.ObjectIdentifier => new ObjectIdentifier(value.SubIds).ToString(),
        _ => value.Number.ToString(CultureInfo.InvariantCulture),
    };
}
