// `postfix-statsd mib`: the MIB module for the NMS, rooted where this agent serves it.

using System.CommandLine;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Serving;

namespace PostfixStats.Daemon.Commands;

/// <summary>Prints POSTFIX-STATS-MIB.</summary>
internal static class MibCommand
{
    /// <summary>The command.</summary>
    public static Command Build()
    {
        var options = new RunOptions();
        var command = new Command("mib", "Print the MIB module")
        {
            options.Config,
            options.BaseOid,
        };
        command.SetAction(parsed =>
        {
            Settings settings = options.Load(parsed);
            Console.Out.Write(MibModule.WithRoot(settings.BaseOid));
            return ExitCode.Ok;
        });
        return command;
    }
}
