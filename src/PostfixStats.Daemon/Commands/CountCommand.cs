// `postfix-statsd count`: what the counters would be for whole logs.

using System.CommandLine;
using System.Globalization;
using PostfixStats.Counting;
using PostfixStats.Daemon.Configuration;
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
        var explain = new Option<bool>("--explain")
        {
            Description = "Instead of numbers, print the lines that are unknown or unparsed: counter, reason, shape and line",
        };
        var details = new Option<bool>("--details") { Description = "Print the details too, such as reasons of rejects and delays" };
        var messages = new Option<bool>("--messages")
        {
            Description = "Count messages too, by a memory of queue ids, and print the names that begin with msg:",
        };
        var options = new RunOptions();
        var command = new Command("count", "Count whole logs once and print NAME VALUE lines")
        {
            files, format, instance, details, messages, explain, options.MessageMemory, options.Config,
        };
        foreach (Option option in options.Grammar)
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            bool json = ParseFormat(parsed.GetValue(format));
            string? only = parsed.GetValue(instance);
            CounterSet also = (parsed.GetValue(details) ? CounterSet.Details : CounterSet.Listed)
                | (parsed.GetValue(messages) ? CounterSet.Messages : CounterSet.Listed);
            if (parsed.GetValue(explain) && (json || also != CounterSet.Listed || only is not null))
            {
                throw new ExitException(
                    ExitCode.Usage,
                    "--explain: it prints lines, so that --format, --instance, --details and --messages mean nothing beside it");
            }

            IReadOnlyList<string> names = parsed.GetValue(files) is { Length: > 0 } given ? given : ["-"];
            Settings settings = options.Load(parsed);
            return parsed.GetValue(explain) ? Explain(names, settings) : Count(names, settings, json, only, also);
        });
        return command;
    }

    private static bool ParseFormat(string? format) => format switch
    {
        null or "text" => false,
        "json" => true,
        _ => throw new ExitException(ExitCode.Usage, $"--format: text or json is wanted, not \"{format}\""),
    };

    private static int Count(IReadOnlyList<string> files, Settings settings, bool json, string? instanceName, CounterSet also)
    {
        GrammarOptions grammar = settings.Grammar with { Details = also.HasFlag(CounterSet.Details) };
        int memory = also.HasFlag(CounterSet.Messages) ? settings.MessageMemory : 0;
        CounterStore store = Read(files, grammar, memory, explanations: null, out int code);
        CounterSnapshot counters = store.Snapshot();
        InstanceCounters? instance = instanceName is null ? null : store.FindInstance(instanceName)
            ?? throw new ExitException(ExitCode.Findings, $"No such instance \"{instanceName}\"");
        using Stream output = Console.OpenStandardOutput();
        if (json)
        {
            CountJson.Write(output, counters, instance, also);
        }
        else
        {
            using var writer = new StreamWriter(output);
            foreach ((string name, long value) in counters.Named(instance, also))
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{name} {value}\n"));
            }
        }

        return code;
    }

    private static int Explain(IReadOnlyList<string> files, Settings settings)
    {
        using var output = new BufferedStream(Console.OpenStandardOutput());
        Read(files, settings.Grammar with { Details = false }, messageMemory: 0, output, out int code);
        return code;
    }

    private static CounterStore Read(
        IReadOnlyList<string> files, GrammarOptions grammar, int messageMemory, Stream? explanations, out int code)
    {
        // What is explained shows how far it is by itself.
        TextWriter? terminal = Console.IsErrorRedirected || explanations is not null ? null : Console.Error;
        int worst = ExitCode.Ok;
        var count = new LogCount(
            grammar,
            new CountProgress(terminal, TimeProvider.System),
            complaint =>
            {
                Console.Error.WriteLine($"postfix-statsd: {complaint}");
                worst = ExitCode.Findings;
            },
            messageMemory);
        count.Read(files, explanations is null ? null : counter => new ExplainingSink(counter, explanations));
        code = worst;
        return count.Store;
    }
}
