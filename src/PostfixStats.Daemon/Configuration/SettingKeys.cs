// The one table of what can be configured: option, environment variable and key of the file follow from it.

using AgentX;
using Microsoft.Extensions.Logging;

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
        ["log"] = (settings, values) => settings with { Logs = [.. values.Select(Path)] },
        ["from-start"] = (settings, values) => settings with { FromStart = Flag(Single(values)) },
        ["state"] = (settings, values) => settings with { State = Path(Single(values)) },
        ["agentx"] = (settings, values) => settings with { AgentX = [AgentXAddress.Parse(Single(values))] },
        ["base-oid"] = (settings, values) => settings with { BaseOid = Base(Single(values)) },
        ["log-level"] = (settings, values) => settings with { LogLevel = Level(Single(values)) },
    };

    /// <summary>The keys.</summary>
    public static IEnumerable<string> All => Table.Keys;

    /// <summary>The environment variable of a key.</summary>
    public static string Variable(string key) => EnvironmentPrefix + key.Replace('-', '_').ToUpperInvariant();

    /// <summary>Applies values in their order: a later one replaces an earlier one.</summary>
    /// <exception cref="ExitException">A key is unknown or a value is bad.</exception>
    public static Settings Apply(IEnumerable<Setting> values)
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

        return settings;
    }

    private static string Single(IReadOnlyList<string> values) =>
        values.Count == 1 ? values[0] : throw new FormatException("one value is wanted, not a list");

    private static string Path(string value) =>
        value.StartsWith('/') ? value
        : value.Length == 0 ? throw new FormatException("a file name is wanted, not an empty text")
        : System.IO.Path.GetFullPath(value);

    private static bool Flag(string value) => value switch
    {
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        _ => throw new FormatException($"true or false is wanted, not \"{value}\""),
    };

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
