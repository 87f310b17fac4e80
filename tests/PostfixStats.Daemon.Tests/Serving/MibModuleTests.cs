// `postfix-statsd mib --base-oid`: the module can be rooted anywhere below internet.

using AgentX;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Tests.Support;

namespace PostfixStats.Daemon.Tests.Serving;

public sealed class MibModuleTests
{
    [Fact]
    public void The_program_carries_the_module_of_the_repository() =>
        Assert.Equal(Repository.Read("mibs/POSTFIX-STATS-MIB.txt"), MibModule.WithRoot(Settings.DefaultBaseOid));

    [Fact]
    public void A_root_right_below_enterprises_needs_no_arcs_between()
    {
        string text = MibModule.WithRoot(ObjectIdentifier.Parse("1.3.6.1.4.1.99999"));
        Assert.Contains("    ::= { enterprises 99999 }\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Playpen 2525", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NET-SNMP-MIB", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_arc_of_a_deeper_root_has_a_name()
    {
        string text = MibModule.WithRoot(ObjectIdentifier.Parse("1.3.6.1.4.1.99999.7.1"));
        Assert.Contains("    ::= { postfixStatsArc2 1 }\n", text, StringComparison.Ordinal);
        Assert.Contains("postfixStatsArc1 OBJECT IDENTIFIER ::= { enterprises 99999 }\n", text, StringComparison.Ordinal);
        Assert.Contains("postfixStatsArc2 OBJECT IDENTIFIER ::= { postfixStatsArc1 7 }\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_elsewhere_hangs_below_internet() =>
        Assert.Contains(
            "postfixStatsArc1 OBJECT IDENTIFIER ::= { internet 3 }\n",
            MibModule.WithRoot(ObjectIdentifier.Parse("1.3.6.1.3.55.1")),
            StringComparison.Ordinal);
}
