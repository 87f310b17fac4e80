// Every counter of the MIB modules is moved by some worked line, as a manager sees it.

using AgentX;
using Microsoft.Extensions.Time.Testing;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Serving.Standard;

namespace PostfixStats.Daemon.Tests.Serving;

public sealed class CounterObjectsTests
{
    private static readonly ObjectIdentifier Root = new(1, 3, 6, 1, 4, 1, 8072, 9999, 9999, 2525);

    /// <summary>They count what happens to the daemon, not what a line tells; their tests make it happen.</summary>
    private static readonly string[] OfTheDaemon = ["postfixStatsStateWriteErrors", "postfixStatsLogGaps"];

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

    /// <summary>The counters of a section by their arcs below it.</summary>
    private static IEnumerable<(string Descriptor, uint[] Arcs)> Counters(MibSection section) =>
        section.Scalars.Where(IsCounter).Select(each => (each.Descriptor, (uint[])[each.Arc]))
            .Concat(section.Tables.SelectMany(table => table.Columns.Where(IsCounter).Select(each => (each.Descriptor, (uint[])[table.Arc, 1, each.Arc]))));

    private static bool IsCounter(MibObject each) => each.Syntax is MibSyntax.Counter32 or MibSyntax.Counter64;

    /// <summary>The objects of which some instance is not zero after all worked lines.</summary>
    private static HashSet<ObjectIdentifier> Moved(MibTree tree)
    {
        var view = new StatsView([tree]);
        view.Show(EveryLine.Counted(new FakeTimeProvider(EveryLine.After)));
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
