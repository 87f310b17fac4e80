// Does snmpd take us as its subagent?

using AgentX;
using PostfixStats.Daemon.Running;
using PostfixStats.Daemon.Serving.Standard;
using PostfixStats.State;

namespace PostfixStats.Daemon.Checking;

/// <summary>Tries to register, as the daemon does.</summary>
internal static class AgentXCheck
{
    private const string Subject = "agentx";

    /// <summary>What came of it: for our own tree and, where that is taken, for each of the standard MIBs that are to be served.</summary>
    public static IEnumerable<Finding> Look(CheckContext context, SnmpdConfiguration? snmpd)
    {
        Finding own = Look(
            context,
            snmpd,
            [new Registration(context.Settings.BaseOid)],
            module: null,
            $"stop it, or move our tree: \"base-oid\": \"{Beside(context.Settings.BaseOid)}\" in {CheckContext.IntoEffect}");
        yield return own;
        foreach (StandardModule module in context.Settings.StandardMibs && own.Verdict == Verdict.Good ? StandardMibs.ForTexts.Modules : [])
        {
            ObjectIdentifier root = StandardMibs.ForTexts.Tree.Root.Append(module.Arc);
            yield return Look(
                context,
                snmpd,
                [.. StandardMibs.Registrations.Where(each => each.Subtree.StartsWith(root))],
                module.Name,
                $"stop it, or leave both MIBs to it: \"standard-mibs\": false in {CheckContext.IntoEffect}");
        }
    }

    private static Finding Look(CheckContext context, SnmpdConfiguration? snmpd, IReadOnlyList<Registration> registrations, string? module, string giveWay)
    {
        string tree = module ?? context.Settings.BaseOid.ToString();
        SubagentStatus status = context.Daemon.As(() => AgentXProbe.Try(context.Settings.AgentX, registrations));
        return status.Reason switch
        {
            SubagentReason.Registered =>
                Finding.Good(Subject, $"snmpd takes us as a subagent{(module is null ? "" : " for " + module)} at {status.Address}"),
            SubagentReason.DuplicateRegistration => Taken(context, status.Address!, registrations, tree, giveWay),
            SubagentReason.PermissionDenied => Finding.Bad(
                Subject,
                status.Detail,
                $"echo 'agentXPerms 0660 0755 Debian-snmp {context.Daemon.Name}' >>{CheckContext.SnmpdDropIn} && systemctl restart snmpd"),
            SubagentReason.SocketMissing or SubagentReason.Refused when snmpd is { IsMaster: false } => Finding.Bad(
                Subject,
                $"snmpd is not told to be an AgentX master; {status.Detail}",
                $"echo 'master agentx' >>{CheckContext.SnmpdDropIn} && systemctl restart snmpd"),
            _ => Finding.Bad(Subject, status.Detail, "systemctl restart snmpd"),
        };
    }

    /// <summary>The tree with the next number.</summary>
    private static ObjectIdentifier Beside(ObjectIdentifier tree) => new([.. tree.Span[..^1], tree[tree.Length - 1] + 1]);

    /// <summary>Whether it is the daemon that holds a tree. A master does not tell, the daemon does.</summary>
    private static Finding Taken(CheckContext context, AgentXAddress master, IReadOnlyList<Registration> registrations, string tree, string giveWay)
    {
        var file = new SessionFile(context.Settings.State);
        IReadOnlySet<string>? held = IsRunning(context) ? file.Read(master) : new HashSet<string>();
        return held is null
            ? Finding.Unchecked(
                Subject,
                $"{tree} is registered at {master}, and the daemon that runs does not tell whether by it: {file.Path} is missing",
                $"systemctl restart {CheckContext.Service}")
            : registrations.All(each => held.Contains(each.Subtree.ToString()))
                ? Finding.Good(Subject, $"{tree} is registered at {master} by the daemon that runs")
                : Finding.Bad(Subject, $"another subagent of snmpd holds {tree}", giveWay);
    }

    /// <summary>A daemon that runs holds the lock on its state.</summary>
    private static bool IsRunning(CheckContext context)
    {
        string path = context.Settings.State;
        try
        {
            if (File.Exists(path + ".lock"))
            {
                StateFiles.Open(path).Dispose();
            }

            return false;
        }
        catch (IOException e)
        {
            return StateFiles.IsLocked(e);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
