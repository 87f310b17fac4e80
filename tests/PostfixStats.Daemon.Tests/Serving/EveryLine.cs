// What the daemon publishes after every worked line, and some more.

using System.Text;
using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Following;
using PostfixStats.Grammar;
using PostfixStats.Messages;

namespace PostfixStats.Daemon.Tests.Serving;

internal static class EveryLine
{
    /// <summary>The day after.</summary>
    public static readonly DateTimeOffset After = new(2026, 9, 6, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How many messages are remembered here.</summary>
    private const int Remembered = 500;

    /// <summary>More than one line, or an option, is needed for what these count.</summary>
    private static IEnumerable<string> FurtherLines =>
    [
        // More messages, delivery services, lists and unregistered codes than there is room for.
        .. Enumerable.Range(0, Remembered + 1).Select(each => $"Sep  5 12:00:00 mx postfix/smtpd[1]: 4FAB1D{each:X4}: client=mail.sender.test[192.0.2.10]"),
        .. Enumerable.Range(0, 70).Select(each => Pipe(each)),
        .. Enumerable.Range(0, 40).Select(each => "Sep  5 12:00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from a.test[192.0.2.1]: 554 5.7.1 Service unavailable; "
            + $"Client host [192.0.2.1] blocked using list{each}.test; from=<a@b.test> to=<x@y.test> proto=ESMTP helo=<a>"),
        .. Enumerable.Range(100, 40).Select(each =>
            $"Sep  5 12:00:01 mx postfix/smtp[2]: 4FAB1C2D40: to=<a@x.test>, relay=none, delay=1, delays=0/0/0/1, dsn=5.9.{each}, status=bounced (no)"),
        "no header at all",
        "Sep  5 12:00:00 mx postfix/smtpd[1]: 4FAB1C2D50: client=known.test[192.0.2.99]",
        "Sep  5 12:00:00 mx postfix/qmgr[1]: 4FAB1C2D50: from=<a@b.test>, size=2048, nrcpt=1 (queue active)",
        "Sep  5 12:00:01 mx postfix/smtp[2]: 4FAB1C2D50: to=<a@x.test>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)",
        "Sep  5 12:00:02 mx postfix/smtp[2]: connect to mx.test[198.51.100.9]:25: Connection refused",
        "Sep  5 12:00:03 mx postfix/smtp[2]: 4FAB1C2D60: to=<a@loop.test>, relay=none, delay=1, delays=0/0/0/1, dsn=5.4.6, status=bounced (mail for loop.test loops back to myself)",
    ];

    /// <summary>The counters, and what the log tells besides.</summary>
    /// <param name="clock">A clock that stands at <see cref="After"/>.</param>
    public static Published Counted(TimeProvider clock)
    {
        var store = new CounterStore(clock);
        var applications = new ApplicationBook([], clock);
        var options = GrammarOptions.Default with { ExcludedClients = ["[192.0.2.99]"], ExcludedRelays = [":10024"] };
        var sink = new CountingSink(new LineCounter(store, options, messages: new MessageTracker(store, Remembered)), applications);
        foreach (WorkedLine worked in ((string[])["messages.tsv", "cases.tsv", "worked.tsv", "details.tsv"]).SelectMany(WorkedLine.Read))
        {
            sink.Take(worked.Bytes);
        }

        foreach (string line in FurtherLines)
        {
            sink.Take(Encoding.ASCII.GetBytes(line));
        }

        return new Published(store.Snapshot(), new Health { Lines = store.LinesRead }, "/log", clock.GetUtcNow()) { Applications = applications.Snapshot() };
    }

    private static string Pipe(int number) =>
        $"Sep  5 12:00:00 mx postfix/pipe[1]: 4FAB1C2D41: to=<a@b.test>, relay=service{number}, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered via service{number} service)";
}
