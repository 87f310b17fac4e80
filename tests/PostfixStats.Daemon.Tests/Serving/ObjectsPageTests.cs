// The page of objects is up to date, and every counter is fed by some worked line.

using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Tests.Support;

namespace PostfixStats.Daemon.Tests.Serving;

public sealed class ObjectsPageTests
{
    /// <summary>These need options, more names than one line has, or a line that is none of Postfix's; <see cref="CounterObjectsTests"/> moves them.</summary>
    private static readonly string[] Elsewhere = ["excluded:sent", "excluded:recv", "msg:excluded", "msg:forgotten", "names:capped", "capped:dnsbl", "capped:status", "lines:unparsed"];

    [Fact]
    public void The_page_is_what_the_table_and_the_worked_lines_say()
    {
        string written = ObjectsPage.Write();
        string kept = Repository.Read("mibs/objects.md");
        if (written != kept)
        {
            // To take it over: copy this file to mibs/objects.md.
            string place = Path.Combine(Repository.Root, "artifacts", "objects.md");
            File.WriteAllText(place, written);
        }

        Assert.Equal(written, kept);
    }

    [Fact]
    public void Every_counter_is_fed_by_a_worked_line()
    {
        IEnumerable<string> keys = MibObjects.ForTexts.Sections
            .SelectMany(section => section.Objects)
            .Select(each => each.Key)
            .OfType<string>()
            .Except(Elsewhere, StringComparer.Ordinal);

        Assert.DoesNotContain(keys, key => ObjectsPage.LineOf(key) is null);
    }
}
