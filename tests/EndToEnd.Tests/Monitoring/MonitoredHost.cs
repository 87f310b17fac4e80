// A mail server as a monitoring system sees it: the sample log is counted, and there are queues.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Monitoring;

/// <summary>snmpd and the daemon on the sample log, with a queue directory in which one message is deferred.</summary>
internal sealed class MonitoredHost : IAsyncDisposable
{
    private const string Deferred = StatsMib.Root + ".15.1.1.3.1.4";

    private MonitoredHost(TempDirectory directory, PrivateSnmpd snmpd, StatsDaemon daemon) =>
        (Directory, Snmpd, Daemon) = (directory, snmpd, daemon);

    /// <summary>For what the monitoring system keeps.</summary>
    public TempDirectory Directory { get; }

    public PrivateSnmpd Snmpd { get; }

    public StatsDaemon Daemon { get; }

    /// <summary>Where snmpd answers, as host:port.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Snmpd.Port}");

    /// <summary>Starts it and waits until log and queues were read.</summary>
    /// <param name="snmpdLines">Lines of snmpd.conf, from the path of the daemon's state file.</param>
    public static async Task<MonitoredHost> StartAsync(Func<string, IReadOnlyList<string>>? snmpdLines = null)
    {
        var directory = new TempDirectory();
        string state = Path.Combine(directory.Make("state"), "state");
        foreach (string queue in new[] { "maildrop", "incoming", "active", "deferred/A", "hold", "corrupt", "public" })
        {
            directory.Make("spool/" + queue);
        }

        // The mode of a message that is complete.
        File.SetUnixFileMode(
            directory.Write("spool/deferred/A/A1B2C3D4E5", "x\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        // Written now: a copy would be as old as the sample is, and a log that is silent is an alarm.
        directory.Write("mail.log", await File.ReadAllTextAsync(Repository.SampleLog, TestContext.Current.CancellationToken));
        var snmpd = await PrivateSnmpd.StartAsync(new SnmpdOptions { Lines = snmpdLines?.Invoke(state) ?? [] });
        var daemon = new StatsDaemon(state, directory["mail.log"], snmpd.AgentX, "--queues", "postfix=" + directory["spool"]);
        daemon.Start();
        var host = new MonitoredHost(directory, snmpd, daemon);
        await Eventually.HoldsAsync(
            "log and queues are read",
            async () =>
            {
                daemon.ThrowIfExited();
                return (await snmpd.Tools.ValueAsync(StatsMib.Root + ".1.1.0"), await snmpd.Tools.ValueAsync(Deferred));
            },
            values => values == ("Counter32: 36 messages", "Gauge32: 1 messages"));
        return host;
    }

    /// <summary>Writes lines to the log, and waits until they are counted.</summary>
    /// <param name="number">How many more messages are received over SMTP.</param>
    /// <param name="total">What the counter says then.</param>
    public async Task ReceiveAsync(int number, int total)
    {
        await File.AppendAllLinesAsync(
            Directory["mail.log"],
            Enumerable.Range(0, number).Select(message => string.Create(
                CultureInfo.InvariantCulture, $"Nov 20 23:59:59 mx postfix/smtpd[101]: 4FAB1{message:X5}: client=mail.sender.test[192.0.2.10]")),
            TestContext.Current.CancellationToken);
        string expected = string.Create(CultureInfo.InvariantCulture, $"Counter32: {total} messages");
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, () => Snmpd.Tools.ValueAsync(StatsMib.Root + ".1.1.0")));
    }

    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        await Snmpd.DisposeAsync();
        Directory.Dispose();
    }
}
