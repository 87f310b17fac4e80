// Every counter of the MIB modules is moved by some worked line, as a manager sees it.

using System.Text;
using AgentX;
using Microsoft.Extensions.Time.Testing;
using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Serving.Standard;
using PostfixStats.Following;
using PostfixStats.Grammar;
using PostfixStats.Messages;

namespace PostfixStats.Daemon.Tests.Serving;

public sealed class CounterObjectsTests
{
    private static readonly ObjectIdentifier Root = new(1, 3, 6, 1, 4, 1, 8072, 9999, 9999, 2525);

    /// <summary>How many messages are remembered here.</summary>
    private const int Remembered = 500;

    /// <summary>They count what happens to the daemon, not what a line tells; their tests make it happen.</summary>
    private static readonly string[] OfTheDaemon = ["postfixStatsStateWriteErrors", "postfixStatsLogGaps"];

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

    [Fact]
    public void Each_counter_of_our_module_is_moved_by_some_line()
    {
        var sections = MibObjects.ForTexts.Sections;
        HashSet<ObjectIdentifier> moved = Moved(new MibTree(Root, sections));
        string[] still =
        [
            .. from section in sections
               from counter in Counters(section)
               where !moved.Contains(Root.Append(section.Arc).Append(counter.Arcs))
               select counter.Descriptor,
        ];
        Assert.Equal(OfTheDaemon, still);
    }

    [Fact]
    public void Each_counter_of_the_standard_modules_is_moved_by_some_line()
    {
        MibTree tree = StandardMibs.ForTexts.Tree;
        HashSet<ObjectIdentifier> moved = Moved(tree);
        Assert.DoesNotContain(
            tree.Sections.SelectMany(section => Counters(section).Select(each => (each.Descriptor, Oid: tree.Root.Append(section.Arc).Append(each.Arcs)))),
            each => !moved.Contains(each.Oid));
    }

    private static string Pipe(int number) =>
        $"Sep  5 12:00:00 mx postfix/pipe[1]: 4FAB1C2D41: to=<a@b.test>, relay=service{number}, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered via service{number} service)";

    /// <summary>The counters of a section by their arcs below it.</summary>
    private static IEnumerable<(string Descriptor, uint[] Arcs)> Counters(MibSection section) =>
        section.Scalars.Where(IsCounter).Select(each => (each.Descriptor, (uint[])[each.Arc]))
            .Concat(section.Tables.SelectMany(table => table.Columns.Where(IsCounter).Select(each => (each.Descriptor, (uint[])[table.Arc, 1, each.Arc]))));

    private static bool IsCounter(MibObject each) => each.Syntax is MibSyntax.Counter32 or MibSyntax.Counter64;

    /// <summary>The objects of which some instance is not zero after all worked lines.</summary>
    private static HashSet<ObjectIdentifier> Moved(MibTree tree)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 9, 6, 0, 0, 0, TimeSpan.Zero));
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

        var view = new StatsView([tree]);
        view.Show(new Published(store.Snapshot(), new Health { Lines = store.LinesRead }, "/log", clock.GetUtcNow()) { Applications = applications.Snapshot() });
        var moved = new HashSet<ObjectIdentifier>();
        for (VarBind? next = view.Now().GetNext(tree.Root); next is not null; next = view.Now().GetNext(next.Name))
        {
            if (next.Value.Type is VarBindType.Counter32 or VarBindType.Counter64 && next.Value.Number > 0)
            {
                // Its name without the index: each object that it is an instance of.
                for (int length = tree.Root.Length + 1; length < next.Name.Length; length++)
                {
                    moved.Add(new ObjectIdentifier([.. next.Name.Span[..length]]));
                }
            }
        }

        return moved;
    }
}
