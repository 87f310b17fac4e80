// The real snmptrapd, at which notifications arrive.

using System.Globalization;

namespace EndToEnd.Tests.Harness;

/// <summary>net-snmp's receiver of notifications, on a free UDP port of 127.0.0.1.</summary>
internal sealed class PrivateTrapd : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly Server _server;
    private readonly string _address;

    private PrivateTrapd()
    {
        _address = string.Create(CultureInfo.InvariantCulture, $"udp:127.0.0.1:{FreePort.Next()}");

        // One line for each notification, its varbinds apart by bars.
        _server = new Server(
            "snmptrapd",
            ["-f", "-Lo", "-n", "-C", "-c", _directory.Write("snmptrapd.conf", "disableAuthorization yes\n"), "-F", "%V|%v\n",
                "-M", $"{Repository.BaseMibs}:{Repository.Mibs}", "-m", "POSTFIX-STATS-MIB", "-Os", "-OQ", "-x", $"unix:{_directory["agentx"]}", _address],
            SnmpTools.Surroundings(_directory.Make("persistent")));
    }

    /// <summary>The notifications of POSTFIX-STATS-MIB that arrived: name and objects, without sysUpTime.</summary>
    public IReadOnlyList<string> Received =>
    [
        .. _server.Output.Split('\n')
            .Select(line => line.Split('|'))
            .Where(parts => parts.Length > 1 && parts[1].Contains(" = postfixStats", StringComparison.Ordinal))
            .Select(parts => string.Join('|', parts[1..]).Split(" = ", 2)[1]),
    ];

    /// <summary>What snmpd.conf has to say for its notifications to come here.</summary>
    public string SnmpdLine => $"trap2sink {_address} public";

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<PrivateTrapd> StartAsync()
    {
        var trapd = new PrivateTrapd();
        try
        {
            await Eventually.HoldsAsync("snmptrapd listens", () =>
            {
                trapd._server.ThrowIfExited();
                return trapd._server.Output.Contains("NET-SNMP version", StringComparison.Ordinal);
            });
            return trapd;
        }
        catch
        {
            await trapd.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for the first notifications.</summary>
    public Task<IReadOnlyList<string>> ReceivesAsync(int count) =>
        Eventually.HoldsAsync(
            string.Create(CultureInfo.InvariantCulture, $"{count} notifications arrive"), () => Task.FromResult(Received), received => received.Count >= count);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }
}
