// The command line, taken apart by hand: a framework would cost more than the rest of the program.

using System.Globalization;
using PostfixStats.Counting;

namespace PostfixStats.Getter;

/// <summary>What was asked.</summary>
internal struct Options
{
    /// <summary>Where the daemon of a package keeps its state.</summary>
    public const string DefaultState = "/var/lib/postfix-stats/state";

    /// <summary>Seconds after which numbers for LibreNMS are not of now any more, where --max-age does not say: two of its polls.</summary>
    public const long UsualAge = 600;

    public const string Usage = """
        usage: postfix-stats-get [OPTION...] KEY
               postfix-stats-get [OPTION...] --all
               postfix-stats-get [OPTION...] --librenms mailq|postfixdetailed

        Prints one of the numbers that postfix-statsd counts, such as recv:smtp,
        sent:smtp or bounced:local, as snmpd's exec and extend lines expect it.

          --all              every number, as KEY VALUE lines
          --details          the details too, with --all
          --messages         the messages too, with --all
          --instance NAME    of this Postfix instance alone, not of all together
          --default N        print N where nothing has been counted under KEY yet
          --max-age SECONDS  refuse a state that the daemon saved longer ago
          --librenms mailq   messages in incoming, active, deferred and hold, a line
                             each, as LibreNMS reads them; at most --max-age or 600
                             seconds old
          --librenms postfixdetailed
                             its 32 numbers of the last five minutes; what the
                             counters do not tell is 0
          --wide             64 bits; without it the low 32, the number SNMP shows
          --state FILE       instead of /var/lib/postfix-stats/state
          --help, --version
        """;

    public string? Key;
    public bool All;
    public CounterSet Also;
    public bool Help;
    public bool Version;
    public bool Wide;
    public string State;
    public string? Instance;
    public string? Default;
    public long? MaxAge;
    public string? LibreNms;

    public static bool TryParse(string[] args, out Options options, out string complaint)
    {
        options = new Options { State = DefaultState };
        complaint = "";
        for (int i = 0; i < args.Length; i++)
        {
            string arg = args[i];
            if (!arg.StartsWith('-'))
            {
                if (options.Key is not null)
                {
                    complaint = $"One key at a time: \"{options.Key}\" or \"{arg}\"";
                    return false;
                }

                options.Key = arg;
            }
            else if (!options.TryTake(args, ref i, out complaint))
            {
                return false;
            }
        }

        if (options.Also != CounterSet.Listed && !options.All && options.Key is not null)
        {
            complaint = "--details and --messages go with --all; a key is printed without them";
            return false;
        }

        int questions = (options.All ? 1 : 0) + (options.Key is not null ? 1 : 0) + (options.LibreNms is not null ? 1 : 0);
        if (options.Help || options.Version || questions == 1)
        {
            return true;
        }

        complaint = questions == 0 ? Usage : $"Either {(options.All ? "--all" : "--librenms")} or a key";
        return false;
    }

    private bool TryTake(string[] args, ref int i, out string complaint)
    {
        string option = args[i];
        string? value = null;
        int equals = option.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0)
        {
            value = option[(equals + 1)..];
            option = option[..equals];
        }

        complaint = "";
        bool takesValue = option is "--state" or "--instance" or "--default" or "--max-age" or "--librenms";
        if (!takesValue && value is not null)
        {
            complaint = $"{option} takes no value";
            return false;
        }

        if (takesValue && value is null)
        {
            if (++i >= args.Length)
            {
                complaint = $"{option} needs a value";
                return false;
            }

            value = args[i];
        }

        switch (option)
        {
            case "--all":
                return All = true;
            case "--details":
                Also |= CounterSet.Details;
                return true;
            case "--messages":
                Also |= CounterSet.Messages;
                return true;
            case "--wide":
                return Wide = true;
            case "--help" or "-h":
                return Help = true;
            case "--version":
                return Version = true;
            case "--state":
                State = value!;
                return true;
            case "--instance":
                Instance = value;
                return true;
            case "--default":
                Default = value;
                return IsNumber(option, value!, out _, out complaint);
            case "--max-age":
                bool valid = IsNumber(option, value!, out long seconds, out complaint);
                MaxAge = seconds;
                return valid;
            case "--librenms":
                LibreNms = value;
                complaint = value is "mailq" or "postfixdetailed" ? "" : $"--librenms takes mailq or postfixdetailed, not \"{value}\"";
                return complaint.Length == 0;
            default:
                complaint = $"Unknown option \"{option}\"; see postfix-stats-get --help";
                return false;
        }
    }

    private static bool IsNumber(string option, string value, out long number, out string complaint)
    {
        bool valid = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        complaint = valid ? "" : $"{option} takes a number, not \"{value}\"";
        return valid;
    }
}
