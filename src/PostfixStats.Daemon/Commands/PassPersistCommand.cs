// `postfix-statsd pass-persist`: for hosts whose snmpd has no AgentX.

using System.CommandLine;
using System.Text;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.PassPersist;

namespace PostfixStats.Daemon.Commands;

/// <summary>Serves the tree from the state file to the snmpd that started this process.</summary>
internal static class PassPersistCommand
{
    /// <summary>The command.</summary>
    public static Command Build()
    {
        var options = new RunOptions();
        var command = new Command("pass-persist", "Serve the counters from the state file over snmpd's pass_persist, without AgentX")
        {
            options.Config,
            options.State,
            options.BaseOid,
        };
        command.SetAction(parsed => Serve(options.Load(parsed)));
        return command;
    }

    private static int Serve(Settings settings)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.ASCII);
        using var output = new StreamWriter(Console.OpenStandardOutput(), Encoding.ASCII);
        var state = new StateMoments(settings.State, settings.BaseOid, Console.Error, TimeProvider.System);
        try
        {
            new PassPersistServer(input, output, state.Now).Run();
        }
        catch (IOException)
        {
            // snmpd has closed its ends while it was being answered: it has no more questions.
        }

        return ExitCode.Ok;
    }
}
