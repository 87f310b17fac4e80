// `postfix-statsd reset`: begin to count anew, without losing the place in the log.

using System.CommandLine;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Running;
using PostfixStats.State;

namespace PostfixStats.Daemon.Commands;

/// <summary>Zeroes the counters of a stopped daemon.</summary>
internal static class ResetCommand
{
    /// <summary>The command.</summary>
    public static Command Build()
    {
        var options = new RunOptions();
        var command = new Command("reset", "With the daemon stopped: set the counters to zero, keep the place in the log")
        {
            options.Config,
            options.State,
        };
        command.SetAction(parsed => Reset(options.Load(parsed)));
        return command;
    }

    private static int Reset(Settings settings)
    {
        using StateFiles files = StateOpening.Open(settings.State);
        LoadResult loaded = StateOpening.Load(files);
        if (loaded.Document is null)
        {
            string found = loaded.Damage.Count > 0 ? $" ({string.Join("; ", loaded.Damage)}; set aside as .corrupt)" : "";
            throw new ExitException(ExitCode.InputOutput, $"{settings.State}: there is no state to reset{found}");
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        loaded.Store.Clear();
        loaded.Document.CountingSince = now;
        loaded.Document.Saved = now;
        loaded.Document.Gaps = 0;
        loaded.Document.WriteErrors = 0;
        loaded.Document.LastInterval = null;
        loaded.Document.Applications = [.. loaded.Document.Applications.Select(each => each with { RefusedConnections = 0, FailedConnections = 0 })];
        byte[] text = StateWriter.Format(loaded.Document, loaded.Store.Snapshot());
        StateOpening.Guard(
            () =>
            {
                // Twice: the copy before would bring the old numbers back if the new one were damaged.
                files.Save(text);
                files.Save(text);
                return true;
            },
            settings.State,
            ExitCode.InputOutput);
        return ExitCode.Ok;
    }
}
