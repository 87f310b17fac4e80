// The text of our MIB module, with the root that is configured.

using System.Globalization;
using System.Text;
using AgentX;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Serving.Objects;

namespace PostfixStats.Daemon.Serving;

/// <summary>POSTFIX-STATS-MIB, as <c>mibs/POSTFIX-STATS-MIB.txt</c> has it.</summary>
internal static class MibModule
{
    private const string ImportedRoot = "    netSnmpPlaypen\n        FROM NET-SNMP-MIB;";
    private const string PlaceOfModule = "    ::= { netSnmpPlaypen 2525 }\n";

    private static readonly ObjectIdentifier Enterprises = new(1, 3, 6, 1, 4, 1);
    private static readonly ObjectIdentifier Internet = new(1, 3, 6, 1);

    /// <summary>The module as it stands in the repository.</summary>
    public static string Text { get; } = ReadHead() + "\n" + MibModuleText.Of(MibObjects.ForTexts.Sections, Notifications.All) + "\nEND\n";

    /// <summary>The module below another root.</summary>
    /// <param name="root">An OID below 1.3.6.1.</param>
    public static string WithRoot(ObjectIdentifier root)
    {
        if (root == Settings.DefaultBaseOid)
        {
            return Text;
        }

        (string anchor, ObjectIdentifier prefix) = root.StartsWith(Enterprises) ? ("enterprises", Enterprises) : ("internet", Internet);
        var arcs = new StringBuilder();
        string parent = anchor;
        for (int i = prefix.Length; i < root.Length - 1; i++)
        {
            // An arc without a name of its own draws a warning from every MIB checker.
            string name = string.Create(CultureInfo.InvariantCulture, $"postfixStatsArc{i - prefix.Length + 1}");
            arcs.Append(CultureInfo.InvariantCulture, $"{name} OBJECT IDENTIFIER ::= {{ {parent} {root[i]} }}\n");
            parent = name;
        }

        return Text
            .Replace(ImportedRoot, $"    {anchor}\n        FROM SNMPv2-SMI;", StringComparison.Ordinal)
            .Replace(
                PlaceOfModule,
                string.Create(CultureInfo.InvariantCulture, $"    ::= {{ {parent} {root[^1]} }}\n\n{arcs}"),
                StringComparison.Ordinal);
    }

    /// <summary>What precedes the objects.</summary>
    private static string ReadHead()
    {
        using Stream resource = typeof(MibModule).Assembly.GetManifestResourceStream("mib-head.txt")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
