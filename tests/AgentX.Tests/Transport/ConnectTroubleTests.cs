// What a person reads when no master can be reached.
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AgentX.Sessions;
using AgentX.Tests.Support;
using AgentX.Transport;

namespace AgentX.Tests.Transport;

public sealed class ConnectTroubleTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("agentx").FullName;

    [Fact]
    public async Task A_missing_socket_is_called_so_and_the_remedy_is_said_once() =>
        Assert.Equal(
            "unix:/nowhere/master: there is no such socket; unix:/nowhere/else: there is no such socket. "
            + "Either snmpd is not running, or snmpd.conf lacks `master agentx` or names another agentXSocket",
            await TroubleAsync("unix:/nowhere/master", "unix:/nowhere/else"));

    [Fact]
    public async Task A_socket_that_was_left_behind_says_to_restart_snmpd()
    {
        using var stale = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        stale.Bind(new UnixDomainSocketEndPoint(_directory + "/master"));
        Assert.Equal(
            $"unix:/nowhere/master: there is no such socket; unix:{_directory}/master: nobody listens there. "
            + "Either snmpd was stopped, or it hangs: restart it",
            await TroubleAsync("unix:/nowhere/master", $"unix:{_directory}/master"));
    }

    [Fact]
    public async Task A_refused_port_names_the_lines_of_snmpd_conf()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = $"tcp:{closed.LocalEndPoint}";
        Assert.Equal(
            $"{address}: nobody listens there. Either snmpd is not running, or snmpd.conf lacks `master agentx` or `agentXSocket {address}`",
            await TroubleAsync(address));
    }

    [Theory]
    [InlineData("755", "755", "user nobody may not write to the socket, which has mode 0755. To permit it, write ")]
    [InlineData("700", "777", "user nobody may not enter the directory {0}, which has mode 0700. To permit it, `chmod a+x {0}`, write ")]
    public async Task Permission_denied_names_user_place_mode_and_the_line_for_snmpd_conf(string directoryMode, string socketMode, string expected)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "only root can become another user");
        var place = Path.Combine(_directory, "var");
        Directory.CreateDirectory(place);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(place + "/master"));
        listener.Listen();
        await Snmpd.RunAsync("chmod", socketMode, place + "/master");
        await Snmpd.RunAsync("chmod", directoryMode, place);
        Assert.Equal(
            $"Disconnected: PermissionDenied: unix:{place}/master: {string.Format(null, expected, place)}"
            + "`agentXPerms 0660 0755 root nogroup` into snmpd.conf and restart snmpd",
            await FirstLineOfNobodyAsync($"unix:{place}/master"));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task<string> TroubleAsync(params string[] addresses)
    {
        var dialer = new Dialer([.. addresses.Select(AgentXAddress.Parse)], new SocketConnector(), TimeProvider.System);
        return (await Assert.ThrowsAsync<AgentXException>(() => dialer.ConnectAsync(TestContext.Current.CancellationToken))).Message;
    }

    /// <summary>Runs the sample as a user who may nothing, from a copy that this user may read.</summary>
    private async Task<string> FirstLineOfNobodyAsync(string address)
    {
        var copy = Path.Combine(_directory, "agentx-sample");
        File.Copy(Sample.Program, copy);
        await Snmpd.RunAsync("chmod", "755", _directory, copy);

        using var sample = Process.Start(new ProcessStartInfo(
            "/usr/bin/setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", copy, "--agentx", address])
        {
            RedirectStandardError = true,
        })!;
        try
        {
            return await sample.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Within() ?? "";
        }
        finally
        {
            sample.Kill();
            await sample.WaitForExitAsync(TestContext.Current.CancellationToken).Within();
        }
    }
}
