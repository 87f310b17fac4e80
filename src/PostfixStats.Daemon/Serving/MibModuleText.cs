// Writes the MIB module from the table of objects (SMIv2: RFC 2578, RFC 2579, RFC 2580).

using System.Globalization;
using System.Text;

namespace PostfixStats.Daemon.Serving;

/// <summary>The text of POSTFIX-STATS-MIB, below its root.</summary>
internal sealed class MibModuleText
{
    private const int Width = 72;
    private const string Margin = "        ";
    private readonly StringBuilder _text = new();

    /// <summary>All that follows the MODULE-IDENTITY: arcs, objects, notifications, conformance.</summary>
    public static string Of(IReadOnlyList<MibSection> sections, IReadOnlyList<MibNotification> notifications)
    {
        var module = new MibModuleText();
        module.Arcs(sections);
        foreach (MibSection section in sections)
        {
            module.Section(section);
        }

        module.Notifications(notifications);
        module.Conformance(sections, notifications);
        return module._text.ToString();
    }

    private void Arcs(IReadOnlyList<MibSection> sections)
    {
        Arc("postfixStatsNotifications", "postfixStatsMIB", 0);
        foreach (MibSection section in sections)
        {
            Arc(section.Name, "postfixStatsMIB", section.Arc);
        }

        Arc("postfixStatsConformance", "postfixStatsMIB", 99);
    }

    private void Arc(string name, string parent, uint arc) => Line($"{name,-26} OBJECT IDENTIFIER ::= {{ {parent} {arc} }}");

    private void Section(MibSection section)
    {
        Comment(section.Comment);
        foreach (MibScalar scalar in section.Scalars)
        {
            Object(scalar, section.Name);
        }

        foreach (IMibTable table in section.Tables)
        {
            Table(table, section.Name);
        }
    }

    private void Comment(string text)
    {
        Line("");
        Line("--");
        foreach (string line in Wrap(text, Width - "-- ".Length))
        {
            Line($"-- {line}");
        }

        Line("--");
    }

    /// <summary>RFC 2578 section 8; the arc 0 above them is what SNMPv1 needs (section 8.5).</summary>
    private void Notifications(IReadOnlyList<MibNotification> notifications)
    {
        Comment("Notifications: none is sent unless it was configured.");
        foreach (MibNotification each in notifications)
        {
            Line("");
            Line($"{each.Descriptor} NOTIFICATION-TYPE");
            List("OBJECTS", each.Objects);
            Line("    STATUS      current");
            Description(each.Description);
            Line($"    ::= {{ postfixStatsNotifications {each.Arc} }}");
        }
    }

    private void Table(IMibTable table, string parent)
    {
        string type = string.Concat("P", table.Name.AsSpan(1), "Entry");
        Declare(table.Name + "Table", $"SEQUENCE OF {type}", null, "not-accessible", table.Description);
        Line($"    ::= {{ {parent} {table.Arc} }}");
        Declare(table.Name + "Entry", type, null, "not-accessible", table.EntryDescription);
        string indexes = string.Join(", ", table.Index is { } own ? table.OuterIndexes.Append(own.Descriptor) : table.OuterIndexes);
        Line($"    INDEX       {{ {indexes} }}");
        Line($"    ::= {{ {table.Name}Table 1 }}");
        Line("");
        Line($"{type} ::= SEQUENCE {{");
        IEnumerable<(string Name, string Syntax)> columns = table.Columns.Select(each => (each.Descriptor, each.Syntax.ToString()));
        if (table.Index is { } index)
        {
            columns = columns.Prepend((index.Descriptor, nameof(MibSyntax.Integer32)));
        }

        Line(string.Join(",\n", columns.Select(each => $"    {each.Name,-40} {each.Syntax}")));
        Line("}");
        if (table.Index is { } first)
        {
            Declare(first.Descriptor, "Integer32 (1..65535)", null, "not-accessible", first.Description);
            Line($"    ::= {{ {table.Name}Entry 1 }}");
        }

        foreach (MibObject column in table.Columns)
        {
            Object(column, table.Name + "Entry");
        }
    }

    private void Object(MibObject each, string parent)
    {
        string description = each.Description;
        if (each.Key is { } key)
        {
            description += $"\n\nKey: {key}.";
        }

        if (each.Syntax is MibSyntax.Counter32 or MibSyntax.Counter64)
        {
            description += "\n\nDiscontinuities in the value of this counter are told by postfixStatsDiscontinuityTime and "
                + "postfixStatsCountingSince.";
        }

        Declare(each.Descriptor, each.Syntax.ToString(), each.Units, "read-only", description);
        Line($"    ::= {{ {parent} {each.Arc} }}");
    }

    private void Declare(string descriptor, string syntax, string? units, string access, string description)
    {
        Line("");
        Line($"{descriptor} OBJECT-TYPE");
        Line($"    SYNTAX      {syntax}");
        if (units is not null)
        {
            Line($"    UNITS       \"{units}\"");
        }

        Line($"    MAX-ACCESS  {access}");
        Line("    STATUS      current");
        Description(description);
    }

    private void Description(string text)
    {
        Line("    DESCRIPTION");
        string[] paragraphs = text.Replace("\r", "", StringComparison.Ordinal).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Line($"{Margin}\"{string.Join($"\n\n{Margin}", paragraphs.Select(Paragraph))}\"");
    }

    /// <summary>A paragraph of a description, in lines behind the margin.</summary>
    public static string Paragraph(string text) => string.Join("\n" + Margin, Wrap(text, Width - Margin.Length - 1));

    private void Conformance(IReadOnlyList<MibSection> sections, IReadOnlyList<MibNotification> notifications)
    {
        Comment("Conformance");
        Line("");
        Arc("postfixStatsCompliances", "postfixStatsConformance", 1);
        Arc("postfixStatsGroups", "postfixStatsConformance", 2);
        Line("");
        Line("postfixStatsCompliance MODULE-COMPLIANCE");
        Line("    STATUS      current");
        Description("What an agent that serves this module implements.");
        Line("    MODULE");
        List("MANDATORY-GROUPS", sections.Where(each => each.Condition is null).Select(each => $"{each.Group}Group"));
        Condition("postfixStatsUpTime", "Mandatory where the SNMP agent tells its sysUpTime to the daemon, as it does over AgentX.");
        foreach (MibSection section in sections.Where(each => each.Condition is not null))
        {
            Condition(section.Group, section.Condition!);
        }

        Condition("postfixStatsNotifications", "Optional: no notification is sent unless it was configured.");
        Line("    ::= { postfixStatsCompliances 1 }");
        foreach (MibSection section in sections)
        {
            Objects(section.Group, section.Objects.Where(each => each.Syntax != MibSyntax.TimeStamp), section.GroupDescription, GroupArc(section.Arc));
        }

        Objects("postfixStatsUpTime", sections.SelectMany(each => each.Objects).Where(each => each.Syntax == MibSyntax.TimeStamp),
            "Moments in terms of sysUpTime.", UpTimeGroupArc);
        Group("postfixStatsNotifications", "NOTIFICATION-GROUP", "NOTIFICATIONS", notifications.Select(each => each.Descriptor),
            "The notifications.", NotificationGroupArc);
    }

    private const uint UpTimeGroupArc = 5;

    /// <summary>Behind the groups of all sections there can be.</summary>
    private const uint NotificationGroupArc = 100;

    /// <summary>The groups of the first four sections came before that of sysUpTime.</summary>
    private static uint GroupArc(uint section) => section < UpTimeGroupArc ? section : section + 1;

    private void Condition(string group, string description)
    {
        Line($"    GROUP       {group}Group");
        Description(description);
    }

    private void Objects(string name, IEnumerable<MibObject> objects, string description, uint arc) =>
        Group(name, "OBJECT-GROUP", "OBJECTS", objects.Select(each => each.Descriptor), description, arc);

    private void Group(string name, string macro, string list, IEnumerable<string> members, string description, uint arc)
    {
        Line("");
        Line($"{name}Group {macro}");
        List(list, members);
        Line("    STATUS      current");
        Description(description);
        Line($"    ::= {{ postfixStatsGroups {arc} }}");
    }

    private void List(string clause, IEnumerable<string> descriptors)
    {
        Line($"    {clause} {{");
        Line(string.Join(",\n", descriptors.Select(each => $"        {each}")));
        Line("    }");
    }

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private void Line(string line) => _text.Append(line).Append('\n');

    /// <summary>The words of a paragraph in lines of no more than <paramref name="width"/> characters.</summary>
    private static List<string> Wrap(string paragraph, int width)
    {
        var lines = new List<string>();
        foreach (string word in paragraph.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }
}
