// The options of `postfix-statsd run`, and those of them that other commands share.

using System.CommandLine;
using System.CommandLine.Parsing;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Daemon.Queues;
using PostfixStats.Messages;

namespace PostfixStats.Daemon.Commands;

/// <summary>Options that set what configuration file and environment set too.</summary>
internal sealed class RunOptions
{
    public Option<string> Config { get; } = new("--config")
    {
        Description = $"Configuration file, instead of {SettingSources.DefaultFile}",
        HelpName = "FILE",
    };

    public Option<string[]> Log { get; } = new("--log")
    {
        Description = "Log to follow; may be given several times (default: /var/log/mail.log, else /var/log/maillog, else the journal)",
        HelpName = "PATH",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string> OldDirectory { get; } = Text(
        "--olddir", "DIR", "Where rotated logs are besides the log's own directory, as logrotate's olddir says");

    public Option<string> Journal { get; } = new("--journal")
    {
        Description = "Follow systemd's journal instead of a log, or the journal files in DIR",
        HelpName = "DIR",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<bool> FromStart { get; } = new("--from-start")
    {
        Description = "At a first start, count what the log holds already",
    };

    public Option<string> State { get; } = Text("--state", "FILE", "State file (default: /var/lib/postfix-stats/state)");

    public Option<string> AgentX { get; } = Text(
        "--agentx",
        "ADDRESS",
        "Where snmpd listens for subagents: unix:PATH or tcp:HOST:PORT (default: unix:/var/agentx/master, else unix:/run/agentx/master)");

    public Option<string> BaseOid { get; } = Text("--base-oid", "OID", $"Root of the tree that is served (default: {Settings.DefaultBaseOid})");

    public Option<string> MessageMemory { get; } = Text(
        "--message-memory", "NUMBER", $"How many messages to remember while they are in the queue (default: {MessageTracker.DefaultCapacity})");

    public Option<string> LogLevel { get; } = Text("--log-level", "LEVEL", "trace, debug, info, warning or error (default: info)");

    /// <summary>What is special about the Postfix of this host.</summary>
    public IReadOnlyList<Option<string[]>> Grammar { get; } =
    [
        List("--syslog-name", "NAME", "A further first part of Postfix's syslog tags, for \"syslog_name = mailout\""),
        List("--fold-service", "NAME", "A service in the tags of smtp(8) and lmtp(8) that counts as the program's own (default: relay)"),
        List("--exclude-relay", "RELAY", "Deliveries to it leave the totals: HOST, [ADDRESS], HOST:PORT, [ADDRESS]:PORT or :PORT"),
        List("--exclude-client", "CLIENT", "Mail from it leaves the totals: HOST or [ADDRESS]"),
        List("--exclude-service", "NAME", "Mail through it leaves the totals: its name in the tag, or the one it is counted under"),
    ];

    public Option<string[]> Queues { get; } =
        List("--queues", "DIR", $"Read the queues below this queue_directory too, or below NAME=DIR; true is {QueueLocation.UsualDirectory}");

    public Option<string> QueueInterval { get; } = Text("--queue-interval", "SECONDS", "Pause between two readings of the queues (default: 60)");

    public Option<bool> CheckConfig { get; } = new("--check-config")
    {
        Description = "Check configuration file, environment and options, then exit",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Config, Log, OldDirectory, Journal, FromStart, State, AgentX, BaseOid, MessageMemory, .. Grammar, Queues, QueueInterval, LogLevel, CheckConfig])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What the command line, the environment and the file say together.</summary>
    /// <exception cref="ExitException">One of them says something wrong.</exception>
    public Settings Load(ParseResult parsed) =>
        SettingSources.Load(parsed.GetValue(Config), Environment.GetEnvironmentVariables(), Given(parsed));

    private IEnumerable<Setting> Given(ParseResult parsed)
    {
        foreach (Option<string[]> option in (Option<string[]>[])[Log, .. Grammar, Queues])
        {
            if (parsed.GetValue(option) is { Length: > 0 } values)
            {
                yield return New(option, values);
            }
        }

        if (parsed.GetResult(Journal) is { Implicit: false })
        {
            yield return New(Journal, [parsed.GetValue(Journal) ?? "true"]);
        }

        if (parsed.GetValue(FromStart))
        {
            yield return New(FromStart, ["true"]);
        }

        foreach (Option<string> option in (Option<string>[])[OldDirectory, State, AgentX, BaseOid, MessageMemory, QueueInterval, LogLevel])
        {
            if (parsed.GetResult(option) is OptionResult && parsed.GetValue(option) is { } value)
            {
                yield return New(option, [value]);
            }
        }
    }

    private static Setting New(Option option, IReadOnlyList<string> values) =>
        new(option.Name.TrimStart('-'), values, option.Name, ExitCode.Usage);

    private static Option<string[]> List(string name, string helpName, string description) => new(name)
    {
        Description = $"{description}; may be given several times",
        HelpName = helpName,
        Arity = ArgumentArity.OneOrMore,
    };

    private static Option<string> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };
}
