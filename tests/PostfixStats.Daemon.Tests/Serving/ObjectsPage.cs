// Writes mibs/objects.md: every object, and log lines that feed it, which are real because they are counted here.

using System.Globalization;
using System.Text;
using PostfixStats.Counting;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Serving.Standard;
using PostfixStats.Grammar;
using PostfixStats.Messages;

namespace PostfixStats.Daemon.Tests.Serving;

internal static class ObjectsPage
{
    private const string Head = """
        # Every object of POSTFIX-STATS-MIB

        `root` stands for the OID of the tree, `1.3.6.1.4.1.8072.9999.9999.2525` unless `--base-oid` moves it; `I` is the index of the
        Postfix instance, `R` that of the row. The key is what `postfix-stats-get` takes for the same number, summed over all
        instances. The line is one that moves the counter, without time and host; a test counts it. What exactly each object means
        stands in its DESCRIPTION in `POSTFIX-STATS-MIB.txt`.

        """;

    /// <summary>A line for each name that some worked line moves: the first one that moves it.</summary>
    public static IReadOnlyDictionary<string, string> Lines { get; } = ReadLines();

    /// <summary>The page.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Head);
        foreach (MibSection section in MibObjects.ForTexts.Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## root.{section.Arc}: {section.Comment}\n");
            if (section.Scalars.Count > 0)
            {
                Table(page, section.Scalars, each => string.Create(CultureInfo.InvariantCulture, $"root.{section.Arc}.{each.Arc}.0"));
            }

            foreach (IMibTable table in section.Tables)
            {
                page.Append(CultureInfo.InvariantCulture, $"\n`{table.Name}Table`: {OneLine(table.Description)}\n");
                string index = string.Join('.', table.OuterIndexes.Select(_ => "I").Concat(table.Index is null ? [] : table.OuterIndexes.Count == 0 ? ["I"] : ["R"]));
                Table(page, table.Columns, each => string.Create(CultureInfo.InvariantCulture, $"root.{section.Arc}.{table.Arc}.1.{each.Arc}.{index}"));
            }
        }

        Notifications(page);
        foreach (StandardModule module in StandardMibs.ForTexts.Modules)
        {
            Standard(page, module);
        }

        return page.ToString();
    }

    private static void Notifications(StringBuilder page)
    {
        page.Append("\n## root.0: Notifications, none of which is sent unless it was configured.\n\n| notification | OID | objects | when |\n|---|---|---|---|\n");
        foreach (MibNotification each in Daemon.Serving.Objects.Notifications.All)
        {
            string objects = string.Join(' ', each.Objects.Select(name => $"`{name}`"));
            page.Append(CultureInfo.InvariantCulture, $"| `{each.Descriptor}` | root.0.{each.Arc} | {objects} | {OneLine(each.Description)} |\n");
        }
    }

    private static void Standard(StringBuilder page, StandardModule module)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {module.Name}, with the setting standard-mibs\n\n| object | OID | what it is |\n|---|---|---|\n");
        foreach (IMibTable table in module.Section.Tables)
        {
            foreach (MibObject each in table.Columns)
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{each.Descriptor}` | mib-2.{module.Arc}.{table.Arc}.1.{each.Arc} | {OneLine(each.Description)} |\n");
            }
        }
    }

    /// <summary>The line for a key, in which NAME stands for any row.</summary>
    public static string? LineOf(string key)
    {
        string name = key.Replace(", with --instance", "", StringComparison.Ordinal);
        return name.EndsWith(":NAME", StringComparison.Ordinal)
            ? Lines.Where(each => each.Key.StartsWith(name[..^"NAME".Length], StringComparison.Ordinal)).Select(each => each.Value).FirstOrDefault()
            : Lines.GetValueOrDefault(name);
    }

    private static void Table(StringBuilder page, IEnumerable<MibObject> objects, Func<MibObject, string> oid)
    {
        page.Append("\n| object | OID | key | a line that feeds it |\n|---|---|---|---|\n");
        foreach (MibObject each in objects)
        {
            string line = each.Key is { } key && LineOf(key) is { } found ? $"`{found.Replace("|", "\\|", StringComparison.Ordinal)}`" : "";
            page.Append(CultureInfo.InvariantCulture, $"| `{each.Descriptor}` | {oid(each)} | {(each.Key is { } name ? $"`{name}`" : "")} | {line} |\n");
        }
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private static Dictionary<string, string> ReadLines()
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (WorkedLine worked in ((string[])["cases.tsv", "worked.tsv", "details.tsv"]).SelectMany(WorkedLine.Read))
        {
            // One form of header, and nothing that a page of text cannot show.
            string[] words = worked.Line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!worked.Line.StartsWith("Sep  5 ", StringComparison.Ordinal) || worked.Line.Contains("\\x", StringComparison.Ordinal) || words.Length < 6)
            {
                continue;
            }

            var store = new CounterStore(TimeProvider.System);
            new LineCounter(store, GrammarOptions.Default).Count(worked.Bytes);
            foreach ((string name, long value) in store.Snapshot().Named(also: CounterSet.Details))
            {
                if (value > 0)
                {
                    lines.TryAdd(name, string.Join(' ', words[4..]));
                }
            }
        }

        AddMessages(lines);
        return lines;
    }

    /// <summary>What a line means to a message follows from those before it.</summary>
    private static void AddMessages(Dictionary<string, string> lines)
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default, messages: new MessageTracker(store));
        foreach (WorkedLine worked in WorkedLine.Read("messages.tsv"))
        {
            counter.Count(worked.Bytes);
            foreach (string name in store.Snapshot().Named(also: CounterSet.Messages).Keys.Where(each => each.StartsWith("msg:", StringComparison.Ordinal)))
            {
                lines.TryAdd(name, string.Join(' ', worked.Line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4..]));
            }
        }
    }
}
