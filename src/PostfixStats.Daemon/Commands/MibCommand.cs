// `postfix-statsd mib`: the MIB module for the NMS, rooted where this agent serves it.

using System.CommandLine;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Serving.Standard;

namespace PostfixStats.Daemon.Commands;

/// <summary>Prints POSTFIX-STATS-MIB, or the module that tells what is served of other MIBs.</summary>
internal static class MibCommand
{
    private static readonly Option<bool> Capabilities = new("--capabilities")
    {
        Description = "Print POSTFIX-STATS-CAPABILITIES-MIB instead: what is served of the standard MIBs with the setting standard-mibs",
    };

    /// <summary>The command.</summary>
    public static Command Build()
    {
        var options = new RunOptions();
        var command = new Command("mib", "Print the MIB module")
        {
            options.Config,
            options.BaseOid,
            Capabilities,
        };
        command.SetAction(parsed =>
        {
            Settings settings = options.Load(parsed);
            Console.Out.Write(parsed.GetValue(Capabilities) ? CapabilitiesText.Text : MibModule.WithRoot(settings.BaseOid));
            return ExitCode.Ok;
        });
        return command;
    }
}
