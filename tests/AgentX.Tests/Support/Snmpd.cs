// A private snmpd: its own configuration, a loopback port, a unix socket in a temporary directory.
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AgentX.Tests.Support;

internal sealed class Snmpd : IDisposable
{
    public const string NotInstalled = "snmpd or the snmp tools are not installed";

    private readonly string _extra;
    private readonly int _port = FreePort(SocketType.Dgram, ProtocolType.Udp);
    private readonly int _agentXPort = FreePort(SocketType.Stream, ProtocolType.Tcp);
    private Process? _process;

    public Snmpd(string extra = "") => _extra = extra;

    public static bool IsInstalled => Find("snmpd") is not null && Find("snmpget") is not null;

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("agentx").FullName;

    public AgentXAddress Unix => AgentXAddress.Parse($"unix:{Directory}/master");

    public AgentXAddress Tcp => AgentXAddress.Parse($"tcp:127.0.0.1:{_agentXPort}");

    public int ProcessId => _process!.Id;

    public bool HasExited => _process is null || _process.HasExited;

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task<Snmpd> StartAsync()
    {
        // Not snmpd.conf: snmpd would overwrite it, as the file of that name in its persistent directory.
        var configuration = Path.Combine(Directory, "private.conf");
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $"""
            master agentx
            agentXSocket unix:{Directory}/master,tcp:127.0.0.1:{_agentXPort}
            agentaddress udp:127.0.0.1:{_port}
            rwcommunity public
            rocommunity tiny
            {_extra}

            """));
        var start = new ProcessStartInfo(Find("snmpd")!)
        {
            ArgumentList = { "-f", "-Lf", Path.Combine(Directory, "log"), "-C", "-c", configuration, "-I", "-smux,mta_sendmail" },
            Environment = { ["SNMP_PERSISTENT_DIR"] = Directory, ["MIBS"] = "" },
        };
        _process = Process.Start(start)!;
        await Deadline.UntilAsync(async () => (await GetAsync("1.3.6.1.2.1.1.3.0")).Contains("Timeticks", StringComparison.Ordinal), "snmpd answers", TimeSpan.FromSeconds(20));
        return this;
    }

    /// <summary>Ends it with a signal, KILL or TERM.</summary>
    public async Task StopAsync(string signal)
    {
        await SignalAsync(signal);
        await _process!.WaitForExitAsync().Within();
        _process.Dispose();
        _process = null;
    }

    public async Task SignalAsync(string signal) => await SignalAsync(signal, ProcessId);

    /// <summary>Sends a signal to a process, with the shell's own kill: the program of that name is in a package that may be missing.</summary>
    public static Task SignalAsync(string signal, int process) => RunAsync("sh", "-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {process}"));

    /// <summary>Asks for a value with SNMPv2c and does not wait for the answer (RFC 3416 section 3, in BER).</summary>
    public async Task AskAsync(string name, int requestId)
    {
        using var manager = new UdpClient();
        var oid = ObjectIdentifier.Parse(name).Span;
        byte[] id = [(byte)((oid[0] * 40) + oid[1]), .. oid[2..].ToArray().SelectMany(Base128)];
        byte[] varBinds = Tlv(0x30, Tlv(0x30, [.. Tlv(0x06, id), 0x05, 0]));
        byte[] pdu = Tlv(0xA0, [0x02, 4, 1, (byte)(requestId >> 16), (byte)(requestId >> 8), (byte)requestId, 0x02, 1, 0, 0x02, 1, 0, .. varBinds]);
        await manager.SendAsync(Tlv(0x30, [0x02, 1, 1, .. Tlv(0x04, "public"u8.ToArray()), .. pdu]), "127.0.0.1", _port);

        static byte[] Tlv(byte tag, byte[] value) => [tag, checked((byte)value.Length), .. value];
        static IEnumerable<byte> Base128(uint subId) =>
            Enumerable.Range(0, 5).Reverse().Where(i => i == 0 || subId >> (7 * i) > 0).Select(i => (byte)((i > 0 ? 0x80u : 0u) | ((subId >> (7 * i)) & 0x7F)));
    }

    public Task<string> GetAsync(params string[] names) => ToolAsync("snmpget", [], names);

    public Task<string> GetNextAsync(params string[] names) => ToolAsync("snmpgetnext", [], names);

    public Task<string> WalkAsync(string root) => ToolAsync("snmpwalk", [], root);

    /// <summary>Runs one of the snmp tools with numeric output and gives what it printed, both streams.</summary>
    public Task<string> ToolAsync(string tool, string[] options, params string[] names) =>
        ToolAsync(tool, ["-v2c", "-cpublic"], options, names);

    public Task<string> ToolAsync(string tool, string[] version, string[] options, string[] names) =>
        RunAsync(tool, [.. version, "-On", "-t", "2", "-r", "2", .. options, $"127.0.0.1:{_port}", .. names]);

    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program)!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MIBS"] = "" },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync();
        return output + await error;
    }

    public string Log() => File.ReadAllText(Path.Combine(Directory, "log"));

    public void Dispose()
    {
        if (!HasExited)
        {
            _process!.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static string? Find(string program) =>
        new[] { "/usr/sbin", "/usr/bin", "/bin", "/sbin" }.Select(d => Path.Combine(d, program)).FirstOrDefault(File.Exists);

    private static int FreePort(SocketType type, ProtocolType protocol)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
