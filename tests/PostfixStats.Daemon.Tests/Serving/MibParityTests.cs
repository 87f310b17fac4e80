// The table of served objects and the MIB module say the same.

using System.Text.RegularExpressions;
using PostfixStats.Daemon.Serving;

namespace PostfixStats.Daemon.Tests.Serving;

public sealed partial class MibParityTests
{
    private static readonly MibObjects Objects = new(TimeProvider.System);

    [Fact]
    public void Everything_served_is_in_the_module_and_the_reverse()
    {
        IEnumerable<string> served = Objects.Scalars.Select(each => $"{each.Descriptor} {each.Syntax} {each.Group}.{each.Arc}")
            .Concat(MibObjects.InstanceColumns.Select(each => $"{each.Descriptor} {each.Syntax} 3.1.1.{each.Arc}"))
            .Concat(MibObjects.ServiceColumns.Select(each => $"{each.Descriptor} {each.Syntax} 4.1.1.{each.Arc}"));
        Assert.Equal(Declared().Order(StringComparer.Ordinal), served.Order(StringComparer.Ordinal));
    }

    /// <summary>The accessible objects of the module: descriptor, syntax without its restriction, arcs below the root.</summary>
    private static IEnumerable<string> Declared()
    {
        var arcs = new Dictionary<string, string> { ["postfixStatsMIB"] = "" };
        foreach (Match match in Assignment().Matches(MibModule.Text))
        {
            arcs[match.Groups["name"].Value] = $"{arcs[match.Groups["parent"].Value]}.{match.Groups["arc"].Value}";
        }

        foreach (Match match in ObjectType().Matches(MibModule.Text))
        {
            if (match.Groups["access"].Value == "read-only")
            {
                string name = match.Groups["name"].Value;
                yield return $"{name} {match.Groups["syntax"].Value} {arcs[name].TrimStart('.')}";
            }
        }
    }

    [GeneratedRegex(@"^(?<name>postfixStats\w+)\s+(OBJECT IDENTIFIER|OBJECT-TYPE|OBJECT-GROUP|MODULE-COMPLIANCE)(.(?!^postfixStats\w+\s+O))*?::= \{ (?<parent>\w+) (?<arc>\d+) \}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^(?<name>postfixStats\w+) OBJECT-TYPE\s+SYNTAX\s+(?<syntax>\w+).*?MAX-ACCESS\s+(?<access>[\w-]+)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ObjectType();
}
