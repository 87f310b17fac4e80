// The table of served objects and the MIB module say the same.

using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Serving.Objects;
using PostfixStats.Daemon.Tests.Support;

namespace PostfixStats.Daemon.Tests.Serving;

public sealed class MibParityTests
{
    private static readonly IReadOnlyList<MibSection> Sections = MibObjects.ForTexts.Sections;

    /// <summary><c>postfix-statsd mib > mibs/POSTFIX-STATS-MIB.txt</c> makes it so.</summary>
    [Fact]
    public void The_module_of_the_repository_is_what_the_table_says() =>
        Assert.Equal(Repository.Read("mibs/POSTFIX-STATS-MIB.txt"), MibModule.Text);

    [Fact]
    public void No_two_objects_have_one_name()
    {
        string[] names =
        [
            .. Sections.SelectMany(section => section.Objects).Select(each => each.Descriptor),
            .. Sections.SelectMany(section => section.Tables).SelectMany(table => (string[])[table.Name + "Table", table.Name + "Entry"]),
            .. Sections.SelectMany(section => section.Tables).Select(table => table.Index?.Descriptor).OfType<string>(),
            .. Notifications.All.Select(each => each.Descriptor),
        ];

        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
        Assert.All(names, name => Assert.Matches("^postfixStats[A-Z0-9][A-Za-z0-9]*$", name));
    }

    [Fact]
    public void Arcs_are_in_order_and_one_for_each_object()
    {
        Assert.Equal(Sections.Select(each => each.Arc).Order().Distinct(), Sections.Select(each => each.Arc));
        Assert.All(Sections, section =>
        {
            Assert.Equal(section.Scalars.Select((_, place) => (uint)place + 1), section.Scalars.Select(each => each.Arc));
            Assert.Equal(section.Tables.Select((_, place) => (uint)place + 1), section.Tables.Select(each => each.Arc));
            Assert.All(section.Tables, table =>
                Assert.Equal(table.Columns.Select((_, place) => (uint)place + 2), table.Columns.Select(each => each.Arc)));
        });
    }

    [Fact]
    public void Every_table_has_a_name_or_belongs_to_the_instances_that_have_one() =>
        Assert.All(
            Sections.SelectMany(section => section.Tables).Where(table => table.Index is not null),
            table => Assert.Equal(MibSyntax.SnmpAdminString, table.Columns[0].Syntax));

    [Fact]
    public void Notifications_carry_objects_that_exist_and_are_no_longer_than_32_bits()
    {
        Assert.Equal(Notifications.All.Select(each => each.Arc).Order().Distinct(), Notifications.All.Select(each => each.Arc));
        Assert.All(Notifications.All.SelectMany(each => each.Objects), name =>
        {
            MibObjects.ForTexts.Find(name);
            Assert.NotEqual(
                MibSyntax.Counter64,
                Sections.SelectMany(section => section.Objects).Single(each => each.Descriptor == name).Syntax);
        });
    }

    [Fact]
    public void Counters_are_plural() =>
        Assert.All(
            Sections.SelectMany(section => section.Objects).Where(each => each.Syntax is MibSyntax.Counter32 && each.Units is not null),
            each => Assert.EndsWith("s", each.Units, StringComparison.Ordinal));
}
