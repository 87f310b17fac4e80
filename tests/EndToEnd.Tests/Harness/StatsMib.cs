// Where the objects of POSTFIX-STATS-MIB stand, in numbers: what managers have in their configuration must not move.

using System.Globalization;

namespace EndToEnd.Tests.Harness;

/// <summary>Numeric object identifiers, and walks read into tables.</summary>
internal static class StatsMib
{
    public const string Root = ".1.3.6.1.4.1.8072.9999.9999.2525";

    /// <summary>How many objects are served when the sample log was counted, which has two instances.</summary>
    public const int SampleObjects = Scalars + (2 * (OfInstances + OfFixedRows)) + (Services * 16) + (Codes * 7) + (Lists * 3);

    private const int Scalars = 12 + 23 + 7;
    private const int OfInstances = 10 + 12 + 12 + 18 + 42 + MessageColumns;
    private const int MessageColumns = 17;
    private const int OfFixedRows = (12 * 4) + (17 * 4) + (7 * 3) + (17 * 3) + (5 * 4) + (8 * 7);
    private const int Services = 9;
    private const int Codes = 9;
    private const int Lists = 1;

    /// <summary>The getter's keys of the eight totals, in the order of their objects.</summary>
    public static readonly IReadOnlyList<string> Totals =
        ["recv:smtp", "recv:local", "sent:smtp", "sent:local", "smtp:4xx", "smtp:5xx", "smtpd:4xx", "smtpd:5xx"];

    /// <summary>A walk without the one object that tells how much time has passed: for how long the log has been silent.</summary>
    public static string Still(string walk) => string.Concat(walk
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith(Root + ".19.1.0 ", StringComparison.Ordinal))
        .Select(line => line + "\n"));

    /// <summary>The object of a health scalar, by its arc.</summary>
    public static string Health(int arc) => string.Create(CultureInfo.InvariantCulture, $"{Root}.2.{arc}.0");

    /// <summary>The eight totals as `key value` lines.</summary>
    public static async Task<string> TotalsAsync(SnmpTools tools)
    {
        var values = await tools.ValuesAsync(Root + ".1");
        return Lines(Totals.Zip(values, (key, value) => (key, Counter(value.Value))));
    }

    /// <summary>The instance table: `name key value` lines, rows in the order of their names.</summary>
    public static async Task<string> InstancesAsync(SnmpTools tools)
    {
        var rows = await RowsAsync(tools, Root + ".3.1.1");
        return Lines(rows.OrderBy(row => row.Value[2], StringComparer.Ordinal).SelectMany(row =>
            Totals.Select((key, position) => ($"{Text(row.Value[2])} {key}", Counter(row.Value[4 + position])))));
    }

    /// <summary>The service table: `instance-index name deliveries deferrals bounces` lines, ordered.</summary>
    public static async Task<string> ServicesAsync(SnmpTools tools)
    {
        var rows = await RowsAsync(tools, Root + ".4.1.1");
        return Lines(rows
            .Select(row => (
                $"{row.Key.Split('.')[0]} {Text(row.Value[2])}",
                $"{Counter(row.Value[3])} {Counter(row.Value[4])} {Counter(row.Value[5])}"))
            .Order());
    }

    /// <summary>Lines of a name and a value.</summary>
    public static string Lines(IEnumerable<(string Name, string Value)> lines) =>
        string.Concat(lines.Select(line => $"{line.Name} {line.Value}\n"));

    // By index (the sub-identifiers after the column's), then by column.
    private static async Task<SortedDictionary<string, Dictionary<int, string>>> RowsAsync(SnmpTools tools, string entry)
    {
        var rows = new SortedDictionary<string, Dictionary<int, string>>(StringComparer.Ordinal);
        foreach (var (oid, value) in await tools.ValuesAsync(entry))
        {
            var parts = oid[(entry.Length + 1)..].Split('.', 2);
            if (!rows.TryGetValue(parts[1], out var row))
            {
                rows[parts[1]] = row = [];
            }

            row[int.Parse(parts[0], CultureInfo.InvariantCulture)] = value;
        }

        return rows;
    }

    // `Counter32: 5 messages` is 5: the type is part of what is asserted, the unit is the MIB's word.
    private static string Counter(string value) =>
        value.StartsWith("Counter32: ", StringComparison.Ordinal) ? value.Split(' ')[1] : $"<{value}>";

    private static string Text(string value) =>
        value.StartsWith("STRING: ", StringComparison.Ordinal) ? value["STRING: ".Length..].Trim('"') : $"<{value}>";
}
