// The receiver of notifications.

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EndToEnd.Tests.Harness;
using Lextm.SharpSnmpLib;
using Lextm.SharpSnmpLib.Messaging;

namespace SharpSnmp.Tests.Managing;

/// <summary>Hears notifications of every version on a free UDP port of 127.0.0.1, and answers those that want it.</summary>
internal sealed class TrapListener : IDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>Where snmpd has to send notifications to.</summary>
    public string Address =>
        string.Create(CultureInfo.InvariantCulture, $"udp:127.0.0.1:{((IPEndPoint)_socket.Client.LocalEndPoint!).Port}");

    /// <summary>Waits for the next notification that has objects of ours; snmpd sends some of its own.</summary>
    /// <exception cref="OperationCanceledException">None came in time.</exception>
    public async Task<ISnmpMessage> ReceiveAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Deadline);
        var root = Oids.Parse(StatsMib.Root);
        while (true)
        {
            var datagram = await _socket.ReceiveAsync(limit.Token);
            var message = Assert.Single(MessageFactory.ParseMessages(datagram.Buffer, UserManager.Registry));
            if (message is InformRequestMessage inform)
            {
                var received = new ResponseMessage(
                    inform.RequestId(), inform.Version, inform.Community(), ErrorCode.NoError, 0, inform.Variables());
                await _socket.SendAsync(received.ToBytes(), datagram.RemoteEndPoint, limit.Token);
            }

            if (message.Variables().Any(variable => Oids.IsBelow(variable.Id, root)))
            {
                return message;
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
