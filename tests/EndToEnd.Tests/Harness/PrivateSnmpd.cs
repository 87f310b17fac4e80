// The real snmpd as a server of one test: its own configuration, loopback only, nothing of the host's.

using System.Globalization;

namespace EndToEnd.Tests.Harness;

/// <summary>net-snmp's agent as AgentX master, on a free UDP port of 127.0.0.1.</summary>
internal sealed class PrivateSnmpd : IAsyncDisposable
{
    private const string SysUpTime = ".1.3.6.1.2.1.1.3.0";

    private readonly TempDirectory _directory = new();
    private Server? _server;

    private PrivateSnmpd(SnmpdOptions options)
    {
        Port = FreePort.Next();
        TcpPort = FreePort.Next();
        _directory.Write("snmpd.conf", Configuration(options));
        Tools = new SnmpTools(Port, _directory.Make("tools"));
    }

    /// <summary>The UDP port, the same after a restart.</summary>
    public int Port { get; }

    /// <summary>The tools as a manager with the community `public`.</summary>
    public SnmpTools Tools { get; }

    /// <summary>The AgentX address on the unix socket, as `--agentx` takes it.</summary>
    public string AgentX => $"unix:{_directory["agentx"]}";

    /// <summary>The AgentX address on TCP, for a master started with <see cref="SnmpdOptions.AgentXTcp"/>.</summary>
    public string AgentXTcp => string.Create(CultureInfo.InvariantCulture, $"tcp:127.0.0.1:{TcpPort}");

    /// <summary>What snmpd wrote to its log so far.</summary>
    public string Log => _server?.Output ?? "";

    public int Pid => Running.Pid;

    private int TcpPort { get; }

    private Server Running => _server ?? throw new InvalidOperationException("snmpd is stopped.");

    /// <summary>Starts an agent and waits until it answers.</summary>
    public static async Task<PrivateSnmpd> StartAsync(SnmpdOptions? options = null)
    {
        var snmpd = new PrivateSnmpd(options ?? new SnmpdOptions());
        try
        {
            await snmpd.StartAgainAsync();
            return snmpd;
        }
        catch
        {
            await snmpd.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the agent after <see cref="StopAsync"/> or <see cref="KillAsync"/>, on the same port and socket.</summary>
    public async Task StartAgainAsync()
    {
        // Without smux: it would listen on a fixed port. Options given with -C leave the host's files unread.
        var server = new Server(
            "snmpd",
            ["-f", "-Lo", "-C", "-c", _directory["snmpd.conf"], "-I", "-smux",
                string.Create(CultureInfo.InvariantCulture, $"udp:127.0.0.1:{Port}")],
            SnmpTools.Surroundings(_directory.Make("persistent")));
        _server = server;
        await Eventually.HoldsAsync(
            "snmpd answers",
            async () =>
            {
                server.ThrowIfExited();
                return await Tools.GetAsync("-t0.1", "-r0", SysUpTime);
            },
            answer => answer.Contains("Timeticks", StringComparison.Ordinal));
    }

    /// <summary>Ends the agent as a service manager does.</summary>
    public async Task StopAsync()
    {
        await Running.StopAsync();
        _server = null;
    }

    /// <summary>Ends the agent as a crash does.</summary>
    public async Task KillAsync()
    {
        await Running.KillAsync();
        _server = null;
    }

    /// <summary>Sends a signal, by number.</summary>
    public void Signal(int number) => Running.Signal(number);

    /// <summary>The tools with other credentials, such as those of an SNMPv3 user.</summary>
    public SnmpTools ToolsAs(params string[] credentials) => new(Port, _directory["tools"], credentials);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _directory.Dispose();
    }

    private string Configuration(SnmpdOptions options)
    {
        var sockets = options.AgentXTcp ? $"{AgentX},{AgentXTcp}" : AgentX;
        return string.Join('\n', [options.Access, "master agentx", $"agentXSocket {sockets}", .. options.Lines, ""]);
    }
}
