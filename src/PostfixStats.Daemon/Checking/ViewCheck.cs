// Does snmpd show our tree to those who ask? Debian's default view hides every subagent.

using System.ComponentModel;
using System.Diagnostics;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Serving.Standard;

namespace PostfixStats.Daemon.Checking;

/// <summary>Reads snmpd's views, or asks snmpd itself.</summary>
internal static class ViewCheck
{
    private const string Subject = "view";

    /// <summary>What is shown of our tree.</summary>
    public static Finding Look(CheckContext context, SnmpdConfiguration? snmpd)
    {
        string tree = context.Settings.BaseOid.ToString();
        return context.Community is { } community ? Ask(community, tree)
            : snmpd is not null ? Read(snmpd, [tree, .. StandardTrees(context.Settings)])
            : Finding.Unchecked(Subject, "snmpd's configuration may not be read by this user", "postfix-statsd check --community COMMUNITY, or run it as root");
    }

    /// <summary>What is served besides our own tree.</summary>
    private static IEnumerable<string> StandardTrees(Settings settings) =>
        settings.StandardMibs ? StandardMibs.ForTexts.Tree.Sections.Select(each => StandardMibs.ForTexts.Tree.Root.Append(each.Arc).ToString()) : [];

    private static Finding Read(SnmpdConfiguration snmpd, IReadOnlyList<string> trees)
    {
        IReadOnlyList<string> views = snmpd.RestrictingViews();
        foreach (string tree in trees)
        {
            string[] hiding = [.. views.Where(view => !snmpd.Shows(view, tree))];
            if (hiding.Length > 0)
            {
                return Finding.Bad(
                    Subject,
                    $"snmpd hides {tree}: the view {string.Join(" and the view ", hiding)} does not include it",
                    $"echo 'view {hiding[0]} included .{tree}' >>{CheckContext.SnmpdDropIn} && systemctl restart snmpd");
            }
        }

        return Finding.Good(Subject, $"snmpd shows {string.Join(" and ", trees)}");
    }

    private static Finding Ask(string community, string tree)
    {
        var start = new ProcessStartInfo("snmpget", ["-v2c", "-c", community, "-m", "", "-On", "-Oe", "-t", "3", "-r", "0", "localhost", $".{tree}.2.1.0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process asking = Process.Start(start)!;
            string answer = asking.StandardOutput.ReadToEnd().Trim();
            asking.WaitForExit();
            return asking.ExitCode != 0
                ? Finding.Bad(Subject, "snmpd does not answer this community", "systemctl status snmpd, and look at rocommunity in /etc/snmp/snmpd.conf")
                : answer.Contains("= STRING", StringComparison.Ordinal) ? Finding.Good(Subject, $"snmpd shows {tree} to this community")
                : Finding.Bad(
                    Subject,
                    $"snmpd shows nothing at {tree} to this community",
                    $"echo 'view systemonly included .{tree}' >>{CheckContext.SnmpdDropIn} && systemctl restart snmpd");
        }
        catch (Win32Exception)
        {
            return Finding.Unchecked(Subject, "snmpget is not installed", "apt-get install snmp");
        }
    }
}
