// The kinds of tables and columns there are, so that a table of objects says only what is special in it.

using System.Globalization;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving;

/// <summary>Makes tables.</summary>
internal static class Tables
{
    /// <summary>The index that all tables begin with.</summary>
    public const string InstanceIndex = "postfixStatsInstanceIndex";

    /// <summary>A table with one row for each instance.</summary>
    public static MibTable<InstanceCounters> OfInstances(
        uint arc, string name, string description, IReadOnlyList<MibColumn<InstanceCounters>> columns) =>
        new(
            arc,
            name,
            description,
            "The counters of one Postfix instance; its name is in\npostfixStatsInstanceTable.",
            [InstanceIndex],
            Index: null,
            columns,
            InstanceRows);

    /// <summary>A table with one row for each row that a family has in each instance.</summary>
    /// <param name="arc">The arc of the table below its section.</param>
    /// <param name="name">The descriptor without <c>Table</c>.</param>
    /// <param name="description">What the table shows.</param>
    /// <param name="entry">What a row is.</param>
    /// <param name="family">The family.</param>
    /// <param name="columns">The columns.</param>
    public static MibTable<CounterRow> OfFamily(
        uint arc, string name, string description, string entry, CounterFamily family, IReadOnlyList<MibColumn<CounterRow>> columns) =>
        new(
            arc,
            name,
            description,
            entry + (family.IsFixed
                ? " The rows are the same in\nevery instance and always there."
                : " A row\nappears when its name is first seen and stays: it keeps its index\nand its counters over restarts. The number of rows of an instance\nis limited; what comes after that is counted in a row named\n'~other'."),
            [InstanceIndex],
            new MibIndex(name + "Index", IndexDescription(family)),
            columns,
            published => FamilyRows(published, family));

    /// <summary>The rows of a family in all instances.</summary>
    public static IEnumerable<(uint[] Index, CounterRow Row)> FamilyRows(Published published, CounterFamily family)
    {
        foreach (InstanceCounters instance in published.Counters.Instances.ToArray())
        {
            for (int place = 0; place < instance.Rows(family).Length; place++)
            {
                yield return ([(uint)instance.Index, (uint)place + 1], new CounterRow(instance, family, place));
            }
        }
    }

    /// <summary>The instances.</summary>
    public static IEnumerable<(uint[] Index, InstanceCounters Row)> InstanceRows(Published published)
    {
        foreach (InstanceCounters instance in published.Counters.Instances.ToArray())
        {
            yield return ([(uint)instance.Index], instance);
        }
    }

    /// <summary>The name of a row, at arc 2.</summary>
    public static MibColumn<CounterRow> Name(string descriptor, string description) =>
        new(2, descriptor, MibSyntax.SnmpAdminString, null, description, null, Columns.Text<CounterRow>(row => row.Name));

    /// <summary>A counter of a row.</summary>
    /// <param name="arc">The arc below the entry.</param>
    /// <param name="descriptor">The name in the module.</param>
    /// <param name="units">What is counted.</param>
    /// <param name="description">What it means.</param>
    /// <param name="family">The family.</param>
    /// <param name="column">The counter's place in a row.</param>
    public static MibColumn<CounterRow> Counter32(
        uint arc, string descriptor, string units, string description, CounterFamily family, int column) =>
        new(arc, descriptor, MibSyntax.Counter32, units, description, family.Prefixes[column] + "NAME", Columns.Counter32<CounterRow>(row => row.Slot(column)));

    /// <summary>The same counter with all its 64 bits.</summary>
    public static MibColumn<CounterRow> Counter64(
        uint arc, string descriptor, string units, string description, CounterFamily family, int column) =>
        new(arc, descriptor, MibSyntax.Counter64, units, description, family.Prefixes[column] + "NAME", Columns.Counter64<CounterRow>(row => row.Slot(column)));

    /// <summary>A fixed counter of an instance.</summary>
    public static MibColumn<InstanceCounters> Counter32(uint arc, string descriptor, string units, string description, Counter counter) =>
        new(
            arc,
            descriptor,
            MibSyntax.Counter32,
            units,
            description,
            CounterNames.Of(counter),
            Columns.Counter32<InstanceCounters>(instance => instance.Slot(counter)));

    private static string IndexDescription(CounterFamily family) => family.IsFixed
        ? "The place of the row:\n" + string.Join(
            ", ", family.FixedRows.Select((row, place) => string.Create(CultureInfo.InvariantCulture, $"{place + 1} {row}"))) + "."
        : "A number that the daemon gave to the row when it first saw its\nname in this instance. It is kept over restarts and never given to\nanother one.";
}
