// The command line: what a person may type, and the one line they get where it is wrong.

using System.CommandLine;
using System.CommandLine.Parsing;

namespace PostfixStats.Daemon.Commands;

/// <summary>Takes the command line apart and starts the command.</summary>
internal static class CommandLine
{
    /// <summary>Runs the program.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args)
    {
        try
        {
            ParseResult parsed = Build().Parse(args);
            return parsed.Errors.Count > 0 && !parsed.Tokens.Any(token => token.Value is "--help" or "-h" or "-?" or "--version")
                ? throw new ExitException(ExitCode.Usage, parsed.Errors[0].Message.TrimEnd('.'))
                : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ExitException e)
        {
            Console.Error.WriteLine($"postfix-statsd: {e.Message}");
            return e.Code;
        }
    }

    private static RootCommand Build()
    {
        var root = new RootCommand("Counts Postfix's mail log and serves the counters to Net-SNMP's snmpd over AgentX.");
        var options = new RunOptions();
        root.Subcommands.Add(RunCommand.Build(options));
        root.Subcommands.Add(CountCommand.Build());
        root.Subcommands.Add(CheckCommand.Build());
        root.Subcommands.Add(MibCommand.Build());
        root.Subcommands.Add(PassPersistCommand.Build());
        root.Subcommands.Add(ResetCommand.Build());
        root.Subcommands.Add(WatchCommand.Build());
        RunCommand.MakeDefault(root, options);
        return root;
    }
}
