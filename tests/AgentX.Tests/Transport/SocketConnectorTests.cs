// Failures to connect over real sockets, and what they are called.
using System.Net;
using System.Net.Sockets;
using AgentX.Transport;

namespace AgentX.Tests.Transport;

public class SocketConnectorTests
{
    [Fact]
    public async Task A_unix_socket_that_does_not_exist_is_missing() =>
        Assert.Equal(SubagentReason.SocketMissing, await ReasonAsync("unix:/nowhere/agentx/master"));

    [Fact]
    public async Task A_unix_socket_that_nobody_listens_at_refuses()
    {
        var directory = Directory.CreateTempSubdirectory("agentx");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(directory + "/master"));
        Assert.Equal(SubagentReason.Refused, await ReasonAsync($"unix:{directory}/master"));
        directory.Delete(true);
    }

    [Fact]
    public async Task A_unix_socket_with_a_full_backlog_refuses()
    {
        var directory = Directory.CreateTempSubdirectory("agentx");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(directory + "/master"));
        socket.Listen(0);
        var address = AgentXAddress.Parse($"unix:{directory}/master");
        List<ITransport> queued = [];
        var failure = await Assert.ThrowsAsync<AgentXException>(async () =>
        {
            for (var i = 0; i < 10; i++)
                queued.Add(await new SocketConnector().ConnectAsync(address, TestContext.Current.CancellationToken));
        });
        Assert.Equal(SubagentReason.Refused, failure.Reason);
        queued.ForEach(t => t.Dispose());
        directory.Delete(true);
    }

    [Fact]
    public async Task A_TCP_port_that_nobody_listens_at_refuses()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Equal(SubagentReason.Refused, await ReasonAsync($"tcp:{socket.LocalEndPoint}"));
    }

    [Theory]
    [InlineData(SocketError.AccessDenied, SubagentReason.PermissionDenied)]
    [InlineData(SocketError.TooManyOpenSockets, SubagentReason.Unreachable)] // X10
    [InlineData(SocketError.HostNotFound, SubagentReason.Unreachable)]
    [InlineData(SocketError.WouldBlock, SubagentReason.Refused)]
    public void Errors_of_the_system_have_their_reasons(SocketError error, SubagentReason expected) =>
        Assert.Equal(expected, ConnectTrouble.ReasonOf(error, AgentXAddress.Parse("unix:/x")));

    private static async Task<SubagentReason> ReasonAsync(string address) =>
        (await Assert.ThrowsAsync<AgentXException>(async () =>
            await new SocketConnector().ConnectAsync(AgentXAddress.Parse(address), TestContext.Current.CancellationToken))).Reason;
}
