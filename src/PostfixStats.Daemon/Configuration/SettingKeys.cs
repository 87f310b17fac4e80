// The one table of what can be configured: option, environment variable and key of the file follow from it.

using System.Globalization;
using System.Text;
using AgentX;
using Microsoft.Extensions.Logging;
using PostfixStats.Counting;
using PostfixStats.Daemon.Notifying;
using PostfixStats.Grammar;

namespace PostfixStats.Daemon.Configuration;

/// <summary>
/// The configuration keys. <c>base-oid</c> is the key in the file, <c>--base-oid</c> the option,
/// <c>POSTFIX_STATS_BASE_OID</c> the environment variable.
/// </summary>
internal static class SettingKeys
{
    /// <summary>What every environment variable of ours begins with.</summary>
    public const string EnvironmentPrefix = "POSTFIX_STATS_";

    private static readonly ObjectIdentifier Internet = new(1, 3, 6, 1);

    private static readonly Dictionary<string, Func<Settings, IReadOnlyList<string>, Settings>> Table = new(StringComparer.Ordinal)
    {
        ["log"] = (settings, values) => settings with { Logs = [.. values.Select(Path)], Journal = null },
        ["olddir"] = (settings, values) => settings with { OldDirectory = Named(Single(values)) },
        ["journal"] = (settings, values) => settings with { Journal = Journal(Single(values)), Logs = [] },
        ["from-start"] = (settings, values) => settings with { FromStart = Flag(Single(values)) },
        ["state"] = (settings, values) => settings with { State = Path(Single(values)) },
        ["agentx"] = (settings, values) => settings with { AgentX = [AgentXAddress.Parse(Single(values))] },
        ["base-oid"] = (settings, values) => settings with { BaseOid = Base(Single(values)) },
        ["message-memory"] = (settings, values) => settings with { MessageMemory = Memory(Single(values)) },
        ["log-level"] = (settings, values) => settings with { LogLevel = Level(Single(values)) },
        ["syslog-name"] = Grammar((grammar, values) => grammar with { InstanceNames = [.. values.Select(Name)] }),
        ["fold-service"] = Grammar((grammar, values) => grammar with { FoldedServices = [.. values.Select(Name)] }),
        ["exclude-relay"] = Grammar((grammar, values) => grammar with { ExcludedRelays = [.. values.Select(Relay)] }),
        ["exclude-client"] = Grammar((grammar, values) => grammar with { ExcludedClients = [.. values.Select(Client)] }),
        ["exclude-service"] = Grammar((grammar, values) => grammar with { ExcludedServices = [.. values.Select(Service)] }),
        ["queues"] = (settings, values) => settings with { Queues = QueueSetting.Parse(values) },
        ["queue-interval"] = (settings, values) => settings with { QueueInterval = QueueSetting.ParseInterval(Single(values)) },
        ["standard-mibs"] = (settings, values) => settings with { StandardMibs = Flag(Single(values)) },
        ["notify-log-silent"] = Notify((limits, value) => limits with { LogSilence = Limit(value, "seconds") }),
        ["notify-deferred"] = Notify((limits, value) => limits with { Deferred = Limit(value, "messages") }),
        ["notify-oldest"] = Notify((limits, value) => limits with { OldestMessage = Limit(value, "seconds") }),
        ["notify-state"] = Notify((limits, value) => limits with { State = Flag(value) }),
        ["notify-gap"] = Notify((limits, value) => limits with { Gap = Flag(value) }),
    };

    /// <summary>What stands between the values of a list in an environment variable; a key without one takes a single value.</summary>
    private static readonly Dictionary<string, char> Separators = new(StringComparer.Ordinal)
    {
        // As in PATH.
        ["log"] = ':',
        ["syslog-name"] = ',',
        ["fold-service"] = ',',
        ["exclude-relay"] = ',',
        ["exclude-client"] = ',',
        ["exclude-service"] = ',',
        ["queues"] = ':',
    };

    /// <summary>The keys.</summary>
    public static IEnumerable<string> All => Table.Keys;

    /// <summary>The environment variable of a key.</summary>
    public static string Variable(string key) => EnvironmentPrefix + key.Replace('-', '_').ToUpperInvariant();

    /// <summary>The key of an environment variable; the variable itself, which is no key, where it is misspelt.</summary>
    public static string KeyOf(string variable) => All.FirstOrDefault(key => Variable(key) == variable) ?? variable;

    /// <summary>The values in an environment variable.</summary>
    public static IReadOnlyList<string> Values(string key, string text) =>
        Separators.TryGetValue(key, out char separator) ? text.Split(separator, StringSplitOptions.TrimEntries) : [text];

    /// <summary>Whether the values of a key are texts, also where they look like something else.</summary>
    public static bool TakesText(string key) =>
        key is "log" or "olddir" or "state" or "agentx" or "base-oid" or "log-level"
            or "syslog-name" or "fold-service" or "exclude-relay" or "exclude-client" or "exclude-service";

    /// <summary>Whether the values of a key may have names.</summary>
    public static bool TakesNames(string key) => key == "queues";

    /// <summary>Applies values in their order: a later one replaces an earlier one.</summary>
    /// <exception cref="ExitException">A key is unknown or a value is bad.</exception>
    public static Settings Apply(IReadOnlyList<Setting> values)
    {
        var settings = new Settings();
        foreach (Setting setting in values)
        {
            if (!Table.TryGetValue(setting.Key, out Func<Settings, IReadOnlyList<string>, Settings>? apply))
            {
                throw new ExitException(setting.ExitCode, $"{setting.Where}: there is no such setting; there are {string.Join(", ", All)}");
            }

            try
            {
                settings = apply(settings, setting.Values);
            }
            catch (FormatException e)
            {
                throw new ExitException(setting.ExitCode, $"{setting.Where}: {e.Message}");
            }
        }

        CheckQueues(settings, values);
        return settings;
    }

    /// <summary>Limits of queues make no sense where none is read.</summary>
    private static void CheckQueues(Settings settings, IReadOnlyList<Setting> values)
    {
        string? key = settings.Queues.Count > 0 ? null
            : settings.Notifications.Deferred > 0 ? "notify-deferred"
            : settings.Notifications.OldestMessage > 0 ? "notify-oldest"
            : null;
        if (key is not null)
        {
            Setting wish = values.Last(each => each.Key == key);
            throw new ExitException(wish.ExitCode, $"{wish.Where}: no queues are read; set queues too");
        }
    }

    private static string Single(IReadOnlyList<string> values) =>
        values.Count == 1 ? values[0] : throw new FormatException("one value is wanted, not a list");

    private static string Path(string value) => value.StartsWith('/') ? value : System.IO.Path.GetFullPath(Named(value));

    private static string Named(string value) =>
        value.Length > 0 ? value : throw new FormatException("a file name is wanted, not an empty text");

    /// <summary>Whether, or which: true is this machine's own.</summary>
    private static string? Journal(string value) => value switch
    {
        "true" or "yes" or "1" => "",
        "false" or "no" or "0" => null,
        _ => Path(value),
    };

    private static bool Flag(string value) => value switch
    {
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        _ => throw new FormatException($"true or false is wanted, not \"{value}\""),
    };

    private static Func<Settings, IReadOnlyList<string>, Settings> Notify(Func<NotificationLimits, string, NotificationLimits> apply) =>
        (settings, values) => settings with { Notifications = apply(settings.Notifications, Single(values)) };

    /// <summary>How much is too much; 0 for no such limit.</summary>
    private static int Limit(string value, string units) => value switch
    {
        "false" or "no" => 0,
        _ when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) => limit,
        _ => throw new FormatException($"a number of {units} up to {int.MaxValue} is wanted, or false, not \"{value}\""),
    };

    private static Func<Settings, IReadOnlyList<string>, Settings> Grammar(
        Func<GrammarOptions, IReadOnlyList<string>, GrammarOptions> apply) =>
        (settings, values) => settings with { Grammar = apply(settings.Grammar, values) };

    private static string Name(string value) =>
        NameTable.IsValid(Encoding.UTF8.GetBytes(value)) ? value
        : throw new FormatException($"\"{value}\" is no name of letters, digits, \".\", \"_\" and \"-\", as they stand in syslog tags");

    /// <summary>The name of a service may be an address and port: <c>postfix/127.0.0.1:10025/smtpd</c>.</summary>
    private static string Service(string value) =>
        value.Length > 0 && value.All(each => each is > ' ' and < '\x7F' and not '/') ? value
        : throw new FormatException($"\"{value}\" is no name of a service in master.cf");

    private static string Relay(string value)
    {
        int colon = value.LastIndexOf(':');
        bool address = value.StartsWith('[') && value.EndsWith(']');
        if (colon < 0 || address)
        {
            return Client(value);
        }

        if (!ushort.TryParse(value[(colon + 1)..], NumberStyles.None, null, out _))
        {
            throw new FormatException($"\"{value}\" ends with no port number");
        }

        if (colon > 0)
        {
            Client(value[..colon]);
        }

        return value;
    }

    private static string Client(string value)
    {
        bool address = value.StartsWith('[') && value.EndsWith(']');
        return value.Length > (address ? 2 : 0) && value.All(each => each is > ' ' and < '\x7F' and not ',')
            && (address || !value.AsSpan().ContainsAny('[', ']', ':'))
            && !value.All(char.IsAsciiDigit)
            ? value
            : throw new FormatException($"\"{value}\" is neither a host's name nor an [address] in brackets");
    }

    private static ObjectIdentifier Base(string value)
    {
        ObjectIdentifier oid = ObjectIdentifier.Parse(value);
        return oid.Length switch
        {
            _ when !oid.StartsWith(Internet) => throw new FormatException($"\"{value}\" is not below 1.3.6.1, where SNMP's trees are"),
            < 7 => throw new FormatException($"\"{value}\" is too short to be a tree of one's own"),
            > 100 => throw new FormatException($"\"{value}\" is too long: an OID has at most 128 parts, and tables need some"),
            _ => oid,
        };
    }

    private static int Memory(string value) =>
        int.TryParse(value, NumberStyles.None, null, out int number) && number is >= 1_000 and <= 10_000_000 ? number
        : throw new FormatException($"\"{value}\" is no number of messages from 1000 to 10000000");

    private static LogLevel Level(string value) => value switch
    {
        "trace" => LogLevel.Trace,
        "debug" => LogLevel.Debug,
        "info" or "information" => LogLevel.Information,
        "warning" => LogLevel.Warning,
        "error" => LogLevel.Error,
        _ => throw new FormatException($"\"{value}\" is none of trace, debug, info, warning, error"),
    };
}
