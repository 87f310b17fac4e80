// `postfix-statsd check`: looks at everything an installation trips on, and says what to do.

using System.CommandLine;
using PostfixStats.Daemon.Checking;
using PostfixStats.Daemon.Configuration;

namespace PostfixStats.Daemon.Commands;

/// <summary>Looks, prints, and ends with 1 where something is wrong.</summary>
internal static class CheckCommand
{
    /// <summary>The user that the package makes.</summary>
    private const string User = "postfix-stats";

    /// <summary>The command.</summary>
    public static Command Build()
    {
        var options = new RunOptions();
        var community = new Option<string>("--community")
        {
            Description = "SNMP community to ask the local snmpd with, instead of reading its configuration",
            HelpName = "NAME",
        };
        var command = new Command("check", "Look at everything an installation trips on, and say what to do")
        {
            options.Config,
            options.Log,
            options.Journal,
            options.State,
            options.AgentX,
            options.BaseOid,
            options.Queues,
            community,
        };
        command.SetAction(parsed => Check(options.Load(parsed), parsed.GetValue(community)));
        return command;
    }

    private static int Check(Settings settings, string? community)
    {
        var context = new CheckContext(settings, Daemon(settings), community, SnmpdConfiguration.UsualFiles);
        bool bad = false;
        foreach (Finding finding in Look(context))
        {
            Console.Out.WriteLine($"{Mark(finding.Verdict)} {finding.Subject}: {finding.Text}");
            if (finding.Remedy is not null)
            {
                Console.Out.WriteLine($"       {finding.Remedy}");
            }

            bad |= finding.Verdict == Verdict.Bad;
        }

        return bad ? ExitCode.Findings : ExitCode.Ok;
    }

    /// <summary>The daemon as it runs, or as it would be started.</summary>
    private static Account Daemon(Settings settings) =>
        Account.Find(User) is not { } user ? Account.Own()
        : RunningDaemon.Groups(settings.State) is { } groups ? user.WithOnlyGroups(groups)
        : user.WithGroups(UnitGroups.Read(UnitGroups.UsualDirectories));

    private static IEnumerable<Finding> Look(CheckContext context)
    {
        SnmpdConfiguration? snmpd = SnmpdConfiguration.Load(context.SnmpdFiles);
        return
        [
            .. Account.IsOutOfReach(User) ? [PermissionsUnchecked(context)] : LogCheck.Look(context).Concat(StateCheck.Look(context)).Concat(QueueCheck.Look(context)),
            .. AgentXCheck.Look(context, snmpd),
            ViewCheck.Look(context, snmpd),
        ];
    }

    private static Finding PermissionsUnchecked(CheckContext context) => Finding.Unchecked(
        "log, state", $"{context.Daemon.Name} cannot try what {User} may do with them", "sudo postfix-statsd check");

    private static string Mark(Verdict verdict) => verdict switch
    {
        Verdict.Good => "ok    ",
        Verdict.Bad => "WRONG ",
        _ => "?     ",
    };
}
