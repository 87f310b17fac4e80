// `postfix-statsd run`, which is also what happens without a command.

using System.CommandLine;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Running;

namespace PostfixStats.Daemon.Commands;

/// <summary>Tails and serves.</summary>
internal static class RunCommand
{
    /// <summary>The command by its name.</summary>
    public static Command Build(RunOptions options)
    {
        var command = new Command("run", "Follow the log and serve the counters (the default)");
        MakeDefault(command, options);
        return command;
    }

    /// <summary>Makes a command do this.</summary>
    public static void MakeDefault(Command command, RunOptions options)
    {
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            Settings settings = options.Load(parsed);
            return parsed.GetValue(options.CheckConfig) ? ExitCode.Ok : DaemonHost.Run(settings, () => options.Load(parsed));
        });
    }
}
