// Where settings come from: the file, then the environment, then the command line.

using System.Collections;
using System.Text.Json;

namespace PostfixStats.Daemon.Configuration;

/// <summary>Collects settings, the weakest first.</summary>
internal static class SettingSources
{
    /// <summary>The file that is read where none is named.</summary>
    public const string DefaultFile = "/etc/postfix-stats/postfix-stats.json";

    /// <summary>Everything that is set, ready to be applied.</summary>
    /// <param name="file">The configuration file, or null for the default one, which may be missing.</param>
    /// <param name="environment">The process's environment.</param>
    /// <param name="options">What the command line says.</param>
    /// <exception cref="ExitException">The file cannot be read or is no JSON object.</exception>
    public static Settings Load(string? file, IDictionary environment, IEnumerable<Setting> options) =>
        SettingKeys.Apply([.. OneSource(FromFile(file)), .. OneSource(FromEnvironment(environment)), .. OneSource(options)]);

    /// <summary>A log and a journal replace each other from place to place, but in one place they are a mistake.</summary>
    private static List<Setting> OneSource(IEnumerable<Setting> settings)
    {
        List<Setting> all = [.. settings];
        Setting? journal = all.Find(setting => setting.Key == "journal" && setting.Values is not ["false" or "no" or "0"]);
        return journal is not null && all.Exists(setting => setting.Key == "log")
            ? throw new ExitException(journal.ExitCode, $"{journal.Where}: either logs or the journal are followed, not both")
            : all;
    }

    /// <summary>In the order of their names: a process's environment has none.</summary>
    private static IEnumerable<Setting> FromEnvironment(IDictionary environment)
    {
        foreach (string variable in environment.Keys.Cast<string>().Order(StringComparer.Ordinal))
        {
            if (variable.StartsWith(SettingKeys.EnvironmentPrefix, StringComparison.Ordinal)
                && !IsServiceLink(variable) && environment[variable] is string value)
            {
                string key = SettingKeys.KeyOf(variable);
                yield return new Setting(key, SettingKeys.Values(key, value), variable, ExitCode.Config);
            }
        }
    }

    /// <summary>What Kubernetes and Docker put into the environment of every container beside a service that is called postfix-stats.</summary>
    private static bool IsServiceLink(string variable) =>
        variable is "POSTFIX_STATS_PORT"
        || variable.StartsWith("POSTFIX_STATS_PORT_", StringComparison.Ordinal)
        || variable.StartsWith("POSTFIX_STATS_SERVICE_", StringComparison.Ordinal);

    private static List<Setting> FromFile(string? file)
    {
        string path = file ?? DefaultFile;
        if (file is null && !File.Exists(path))
        {
            return [];
        }

        try
        {
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new ExitException(ExitCode.Config, $"{path}: an object is wanted: {{ \"log\": \"/var/log/mail.log\" }}");
            }

            List<Setting> settings = [.. document.RootElement.EnumerateObject().Select(property => FromProperty(path, property))];
            return settings.GroupBy(setting => setting.Where, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? throw new ExitException(ExitCode.Config, $"{twice.Key}: it is set twice")
                : settings;
        }
        catch (JsonException e)
        {
            throw new ExitException(ExitCode.Config, $"{path}:{e.LineNumber + 1}: this is not JSON", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExitException(ExitCode.Config, $"{path}: {e.Message}", e);
        }
    }

    private static Setting FromProperty(string path, JsonProperty property)
    {
        string where = $"{path}: {property.Name}";
        Func<JsonElement, string> text = SettingKeys.TakesText(property.Name) ? each => Text(each, where) : each => Scalar(each, where);
        IReadOnlyList<string> values = property.Value.ValueKind switch
        {
            JsonValueKind.Array => [.. property.Value.EnumerateArray().Select(text)],
            // A member is what NAME=VALUE is in an option.
            JsonValueKind.Object when SettingKeys.TakesNames(property.Name) => [.. property.Value.EnumerateObject().Select(each => $"{each.Name}={text(each.Value)}")],
            _ => [text(property.Value)],
        };
        return new Setting(property.Name, values, where, ExitCode.Config);
    }

    /// <summary>A file called true, or 5, is a slip of the pen.</summary>
    private static string Text(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new ExitException(ExitCode.Config, $"{where}: a text is wanted, in quotes");

    private static string Scalar(JsonElement value, string where) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new ExitException(ExitCode.Config, $"{where}: a text, a number, true or false is wanted"),
    };
}
