// net-snmp's command line tools, as a manager on this host would use them.

using System.Globalization;

namespace EndToEnd.Tests.Harness;

/// <summary>Runs snmpget and its relatives against one agent; every method returns what the tool printed.</summary>
/// <remarks>The tools exit with 0 on many errors: judge what they print.</remarks>
internal sealed class SnmpTools
{
    private readonly string _address;
    private readonly string[] _credentials;
    private readonly Dictionary<string, string> _environment;

    /// <param name="port">The agent's UDP port on 127.0.0.1.</param>
    /// <param name="home">A directory for what the tools keep, so that they neither read nor write this user's files.</param>
    /// <param name="credentials">Version and credentials as options; SNMPv2c with the community `public` when there are none.</param>
    public SnmpTools(int port, string home, params string[] credentials)
    {
        _address = string.Create(CultureInfo.InvariantCulture, $"udp:127.0.0.1:{port}");
        _credentials = credentials.Length > 0 ? credentials : ["-v2c", "-c", "public"];
        _environment = Surroundings(home);
    }

    /// <summary>Environment variables that keep net-snmp's programs off this host's settings.</summary>
    public static Dictionary<string, string> Surroundings(string home) => new()
    {
        ["HOME"] = home,
        ["SNMPCONFPATH"] = home,
        ["SNMP_PERSISTENT_DIR"] = home,
        ["MIBS"] = ":", // none, unless an option names them
    };

    /// <summary>snmptranslate needs no agent.</summary>
    public static async Task<string> TranslateAsync(string home, params string[] arguments) =>
        (await Tool.RunAsync("snmptranslate", [.. Modules, .. arguments], Surroundings(home))).Succeeded();

    public Task<string> GetAsync(params string[] arguments) => RunAsync("snmpget", [], arguments);

    public Task<string> GetNextAsync(params string[] arguments) => RunAsync("snmpgetnext", [], arguments);

    public Task<string> WalkAsync(params string[] arguments) => RunAsync("snmpwalk", [], arguments);

    public Task<string> BulkWalkAsync(int repetitions, params string[] arguments) =>
        RunAsync("snmpbulkwalk", [string.Create(CultureInfo.InvariantCulture, $"-Cr{repetitions}")], arguments);

    public Task<string> TableAsync(params string[] arguments) => RunAsync("snmptable", ["-Cb", "-Cf", "|"], arguments);

    public Task<string> SetAsync(params string[] arguments) => RunAsync("snmpset", [], arguments);

    /// <summary>One object's value as `Type: value`, or the tool's words for a missing one.</summary>
    public async Task<string> ValueAsync(string oid) => (await GetAsync("-On", oid)).TrimEnd().Split(" = ", 2)[^1];

    /// <summary>A walk as numeric OID and `Type: value`, in the order of the walk; empty when nothing is served there.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> ValuesAsync(string oid)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var line in (await WalkAsync("-On", "-Oe", oid)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(" = ", 2);
            if (parts.Length == 2 && !parts[1].StartsWith("No ", StringComparison.Ordinal))
            {
                values.Add(KeyValuePair.Create(parts[0], parts[1]));
            }
        }

        return values;
    }

    private static string[] Modules => ["-M", $"{Repository.BaseMibs}:{Repository.Mibs}", "-m", "POSTFIX-STATS-MIB"];

    private async Task<string> RunAsync(string tool, string[] options, string[] arguments)
    {
        // Options of the caller come first, then the agent, then the objects.
        var own = arguments.TakeWhile(argument => argument.StartsWith('-')).ToArray();
        var result = await Tool.RunAsync(
            tool,
            [.. _credentials, "-t", "2", "-r", "2", .. Modules, .. options, .. own, _address, .. arguments[own.Length..]],
            _environment);
        return result.Output + result.Error;
    }
}
