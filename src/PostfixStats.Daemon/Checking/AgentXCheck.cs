// Does snmpd take us as its subagent?

using AgentX;
using PostfixStats.Daemon.Running;
using PostfixStats.Daemon.Serving.Standard;

namespace PostfixStats.Daemon.Checking;

/// <summary>Asks the daemon that runs, and else tries to register as it does.</summary>
internal static class AgentXCheck
{
    private const string Subject = "agentx";

    /// <summary>The unit has a network of its own, where nobody listens.</summary>
    private const string OpenNetwork =
        $"install -D -m 0644 /usr/share/agentx-postfix-stats/agentx-over-tcp.conf /etc/systemd/system/{CheckContext.Service}.service.d/agentx-over-tcp.conf"
        + $" && systemctl daemon-reload && systemctl restart {CheckContext.Service}";

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
        bool runs = RunningDaemon.Runs(context.Settings.State);
        SessionRecord? daemon = runs ? RunningDaemon.Await(context.Settings, registrations) : null;
        if (daemon?.Holds(context.Settings.AgentX, registrations) == true)
        {
            return Finding.Good(Subject, $"{tree} is registered at {daemon.Master} by the daemon that runs");
        }

        SubagentStatus status = context.Daemon.As(() => AgentXProbe.Try(context.Settings.AgentX, registrations));
        return status.Reason switch
        {
            SubagentReason.Registered when daemon?.Words == SessionRecord.CatchingUp => Finding.Unchecked(
                Subject, $"the daemon that runs does not ask for {tree} yet: {daemon.Words}", $"journalctl -u {CheckContext.Service} -n 20"),
            SubagentReason.Registered when runs => Finding.Bad(
                Subject,
                $"snmpd takes us as a subagent for {tree} at {status.Address}, but not the daemon that runs: {daemon?.Words ?? "it does not tell why"}",
                status.Address!.IsUnix ? $"systemctl restart {CheckContext.Service}" : OpenNetwork),
            SubagentReason.Registered =>
                Finding.Good(Subject, $"snmpd takes us as a subagent{(module is null ? "" : " for " + module)} at {status.Address}"),
            SubagentReason.DuplicateRegistration when runs && daemon is null => Finding.Unchecked(
                Subject,
                $"{tree} is registered at {status.Address}, and the daemon that runs does not tell whether by it: {new SessionFile(context.Settings.State).Path} is missing",
                $"systemctl restart {CheckContext.Service}"),
            SubagentReason.DuplicateRegistration => Finding.Bad(Subject, $"another subagent of snmpd holds {tree}", giveWay),
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
}
