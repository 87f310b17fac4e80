// Everything that a monitored mail server has: Postfix, snmpd and the daemon between them, and legacy exec lines.

namespace EndToEnd.Tests.Harness;

/// <summary>A whole mail server of a test's own.</summary>
internal sealed class MailHost : IAsyncDisposable
{
    private readonly TempDirectory _directory;

    private MailHost(TempDirectory directory, PrivatePostfix postfix, PrivateSnmpd snmpd, StatsDaemon daemon) =>
        (_directory, Postfix, Snmpd, Daemon) = (directory, postfix, snmpd, daemon);

    public PrivatePostfix Postfix { get; }

    public PrivateSnmpd Snmpd { get; }

    public StatsDaemon Daemon { get; }

    /// <summary>Starts all three, with an exec line for each of the keys.</summary>
    public static async Task<MailHost> StartAsync(IEnumerable<string> execKeys, bool agentXTcp = false)
    {
        var directory = new TempDirectory();
        var state = Path.Combine(directory.Make("state"), "state");
        var postfix = await PrivatePostfix.StartAsync();
        var snmpd = await PrivateSnmpd.StartAsync(new SnmpdOptions
        {
            AgentXTcp = agentXTcp,
            Lines = [.. execKeys.Select(key => $"exec {key} {Repository.Getter} --state {state} {key}")],
        });
        var daemon = new StatsDaemon(state, postfix.LogPath, agentXTcp ? snmpd.AgentXTcp : snmpd.AgentX);
        daemon.Start();
        return new MailHost(directory, postfix, snmpd, daemon);
    }

    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        await Snmpd.DisposeAsync();
        await Postfix.DisposeAsync();
        _directory.Dispose();
    }
}
