// The text of POSTFIX-STATS-CAPABILITIES-MIB (RFC 2580 section 6): which objects of the standard MIBs are served, and what they count here.

using System.Text;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>The module, as <c>mibs/POSTFIX-STATS-CAPABILITIES-MIB.txt</c> has it. It follows the root of POSTFIX-STATS-MIB.</summary>
internal static class CapabilitiesText
{
    private const string Head = """
        POSTFIX-STATS-CAPABILITIES-MIB DEFINITIONS ::= BEGIN

        -- What postfix-statsd serves of the standard MIBs of mail systems, with
        -- the setting standard-mibs. What the log of Postfix does not tell is
        -- absent.

        IMPORTS
            MODULE-IDENTITY
                FROM SNMPv2-SMI
            AGENT-CAPABILITIES
                FROM SNMPv2-CONF
            postfixStatsConformance
                FROM POSTFIX-STATS-MIB;

        postfixStatsCapabilities MODULE-IDENTITY
            LAST-UPDATED "202611230000Z"
            ORGANIZATION "The AgentX.PostfixStats project"
            CONTACT-INFO
                "The issue tracker of the AgentX.PostfixStats project."
            DESCRIPTION
                "What postfix-statsd implements of MIBs that are not its own."
            REVISION "202611230000Z"
            DESCRIPTION
                "First version."
            ::= { postfixStatsConformance 3 }

        postfixStatsStandardCapabilities AGENT-CAPABILITIES
            PRODUCT-RELEASE "postfix-statsd with the setting standard-mibs"
            STATUS      current
            DESCRIPTION
                "Each Postfix instance is an application, whose applIndex is its
                postfixStatsInstanceIndex. Its groups have the mtaGroupIndex 1
                (reception), 2 (delivery), 10 and the postfixStatsQueueIndex (a
                queue, with the setting queues), and 100 and the
                postfixStatsServiceIndex (a delivery service)."

        """;

    /// <summary>The module.</summary>
    public static string Text { get; } = Write();

    private static string Write()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (StandardModule module in StandardMibs.ForTexts.Modules)
        {
            text.Append($"\n    SUPPORTS {module.Name}\n    INCLUDES {{ {string.Join(", ", module.Groups)} }}\n");
            foreach (StandardTable table in module.Tables)
            {
                foreach (MibObject served in table.Table.Columns)
                {
                    Variation(text, served.Descriptor, access: "", served.Description);
                }

                foreach (string absent in table.Absent)
                {
                    Variation(text, absent, "    ACCESS      not-implemented\n", "Not told by the log.");
                }
            }
        }

        return text.Append("\n    ::= { postfixStatsCapabilities 1 }\n\nEND\n").ToString();
    }

    private static void Variation(StringBuilder text, string descriptor, string access, string description) =>
        text.Append($"\n    VARIATION   {descriptor}\n{access}    DESCRIPTION\n        \"{MibModuleText.Paragraph(description)}\"\n");
}
