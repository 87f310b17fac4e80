// `postfix-statsd count`: what the counters would be for whole logs.

using System.CommandLine;
using System.Globalization;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Grammar;

namespace PostfixStats.Daemon.Commands;

/// <summary>Counts files, or standard input, once.</summary>
internal static class CountCommand
{
    /// <summary>The command.</summary>
    public static Command Build()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Logs to count as one stream, .gz too; - or none for standard input",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var format = new Option<string>("--format") { Description = "text (the default) or json", HelpName = "FORMAT" };
        var instance = new Option<string>("--instance") { Description = "Only this Postfix instance", HelpName = "NAME" };
        var command = new Command("count", "Count whole logs once and print NAME VALUE lines") { files, format, instance };
        command.SetAction(parsed => Count(
            parsed.GetValue(files) is { Length: > 0 } given ? given : ["-"],
            ParseFormat(parsed.GetValue(format)),
            parsed.GetValue(instance)));
        return command;
    }

    private static bool ParseFormat(string? format) => format switch
    {
        null or "text" => false,
        "json" => true,
        _ => throw new ExitException(ExitCode.Usage, $"--format: text or json is wanted, not \"{format}\""),
    };

    private static int Count(IReadOnlyList<string> files, bool json, string? instanceName)
    {
        var store = new CounterStore(TimeProvider.System);
        var sink = new CountingSink(new LineCounter(store, GrammarOptions.Default));
        int code = ExitCode.Ok;
        foreach (string file in files)
        {
            code |= CountFile(file, sink);
        }

        CounterSnapshot counters = store.Snapshot();
        InstanceCounters? instance = instanceName is null ? null : store.FindInstance(instanceName)
            ?? throw new ExitException(ExitCode.Findings, $"No such instance \"{instanceName}\"");
        using Stream output = Console.OpenStandardOutput();
        if (json)
        {
            CountJson.Write(output, counters, instance);
        }
        else
        {
            using var writer = new StreamWriter(output);
            foreach ((string name, long value) in counters.Named(instance))
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{name} {value}\n"));
            }
        }

        return code;
    }

    /// <summary>Counts one file.</summary>
    /// <returns>0, or 1 where it could not be read to its end; what was read has been counted.</returns>
    private static int CountFile(string file, ILineSink sink)
    {
        LineStream? lines = null;
        try
        {
            using Stream input = LogInput.Open(file);
            lines = new LineStream(input, sink, bufferSize: 256 * 1024);
            while (lines.Pump() > 0)
            {
            }

            lines.Finish();
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine($"postfix-statsd: {(file == "-" ? "standard input" : file)}: {e.Message}");
            lines?.Finish();
            return ExitCode.Findings;
        }
    }
}
