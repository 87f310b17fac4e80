// A small state with something of everything in it.

using System.Globalization;
using System.Text;
using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Grammar;
using PostfixStats.Journal;
using PostfixStats.Queues;

namespace PostfixStats.State;

internal static class SampleState
{
    public static readonly DateTimeOffset Saved = DateTimeOffset.Parse("2026-11-22T21:00:00.125Z", CultureInfo.InvariantCulture);

    public static readonly DateTimeOffset Since = DateTimeOffset.Parse("2026-01-02T03:04:05.006Z", CultureInfo.InvariantCulture);

    public static CounterStore Store()
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default);
        foreach (string line in (string[])[
            "postfix/pipe[1]: 5E51721173E: to=<a@b.example>, relay=legal, delay=0.04, delays=0/0.01/0.01/0.03, dsn=2.0.0, status=sent (delivered via legal service)",
            "postfix-out/local[1]: 5E51721173E: to=<a@b.example>, relay=local, delay=0.04, delays=0/0.01/0.01/0.03, dsn=2.0.0, status=sent (delivered to mailbox)",
            "sshd[1]: hello"])
        {
            counter.Count(Encoding.ASCII.GetBytes("Nov 20 06:25:03 mx " + line));
        }

        return store;
    }

    public static StateDocument Document(CounterStore store)
    {
        int service = store.FindInstance("postfix")!.SlotOf("sent:legal");
        int fixedOne = store.FindInstance("postfix-out")!.Slot(Counter.LinesCounted);
        int unowned = store.Unowned.Slot(Counter.LinesForeign);
        var document = new StateDocument { Saved = Saved, CountingSince = Since, Gaps = 3, WriteErrors = 4 };
        document.Logs["/var/log/mail.log"] = new SavedLog(
        [
            new LogPosition(new FileIdentity(0xfe00000001, 42), Fingerprint.Of("abc"u8), 7, true, new SavedEffect([new Move(service, 1), new Move(service, 250)], 7)),
            new LogPosition(new FileIdentity(1, ulong.MaxValue), default, long.MaxValue, false, new SavedEffect([new Move(fixedOne, 1), new Move(unowned, 1)], 1)),
        ], Since, new SavedEffect([new Move(unowned, 1)], 2));
        document.Logs["/var/log/100%\nodd"] = new SavedLog([], Saved, new SavedEffect([new Move(service, 1)], 1));
        document.Journals[""] = new JournalPosition("s=1;i=2", new SavedEffect([new Move(service, 1)], 3));
        document.Journals["/srv/journal"] = new JournalPosition("", SavedEffect.None);
        document.LastInterval = new IntervalTotals(Since, [12, null, 0]);
        document.Queues =
        [
            new QueueSnapshot("postfix", new QueueReading(Saved, TimeSpan.FromMilliseconds(1234),
            [
                new QueueContents(0, new QueueDetails(0, 0, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
                new QueueContents(1, null),
                null,
                new QueueContents(5, new QueueDetails(long.MaxValue, 86400, [1, 0, 0, 0, 1, 0, 0, 0, 0, 3])),
                null,
                null,
            ]), null),
            new QueueSnapshot("never-read", null, "permission\ndenied"),
            new QueueSnapshot("postfix-out", new QueueReading(Since, TimeSpan.Zero, [null, null, null, null, null, null]), "said nothing"),
        ];
        document.Applications =
        [
            new ApplicationStatus("postfix")
            {
                Version = "3.7.11",
                Started = Since,
                IsUp = false,
                Changed = Saved,
                LastInbound = Saved,
                LastOutbound = Since,
                LastAttempt = Saved,
                RefusedConnections = 5,
                FailedConnections = long.MaxValue,
                RejectionReason = "",
                ConnectFailureReason = "Connection timed out",
                Sessions = [1, 4_194_304],
            },
            new ApplicationStatus("postfix-out") { IsUp = true, RejectionReason = ApplicationStatus.Never },
            new ApplicationStatus("postfix-quiet"),
        ];
        return document;
    }

    public static byte[] Text()
    {
        CounterStore store = Store();
        return StateWriter.Format(Document(store), store.Snapshot());
    }
}
