// A daemon on a log that is finished: no mail flows, so everything it serves stands still.

namespace EndToEnd.Tests.Harness;

/// <summary>snmpd and the daemon, which has counted a finished log to its end.</summary>
internal sealed class SampleHost : IAsyncDisposable
{
    private readonly TempDirectory _directory;

    private SampleHost(TempDirectory directory, PrivateSnmpd snmpd, StatsDaemon daemon) =>
        (_directory, Snmpd, Daemon) = (directory, snmpd, daemon);

    public PrivateSnmpd Snmpd { get; }

    public StatsDaemon Daemon { get; }

    public SnmpTools Tools => Snmpd.Tools;

    /// <summary>Starts both on the log and waits until its counters are served.</summary>
    public static async Task<SampleHost> StartAsync(string log, SnmpdOptions? options = null)
    {
        var directory = new TempDirectory();
        var snmpd = await PrivateSnmpd.StartAsync(options);
        var daemon = new StatsDaemon(Path.Combine(directory.Make("state"), "state"), log, snmpd.AgentX);
        daemon.Start();
        var host = new SampleHost(directory, snmpd, daemon);
        await Eventually.HoldsAsync(
            "the counters are served",
            () =>
            {
                daemon.ThrowIfExited();
                return StatsMib.TotalsAsync(snmpd.Tools);
            },
            totals => totals.Length > 0);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        await Snmpd.DisposeAsync();
        _directory.Dispose();
    }
}
