// The master's end of a connection, played by a test.
using AgentX.Transport;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Support;

internal sealed class ScriptedMaster(ITransport transport, AgentXAddress? address = null) : IDisposable
{
    private readonly PduFramer _framer = new();
    private readonly byte[] _buffer = new byte[1 << 20];

    public AgentXAddress? Address => address;

    public uint SessionId { get; set; } = 0x11;

    public uint SysUpTime { get; set; } = 1000;

    public bool BigEndian { get; set; }

    private uint _packetId = 100;

    /// <summary>The next PDU from the subagent; null at the end of the stream.</summary>
    public async Task<(PduHeader Header, Pdu Pdu)?> TryReceiveAsync()
    {
        while (true)
        {
            if (Take() is { } received)
                return received;
            Assert.Null(_framer.Broken);
            var count = await transport.ReceiveAsync(_framer.FreeSpace()).AsTask().Within();
            if (count == 0)
                return null;
            _framer.Advance(count);
        }
    }

    public async Task<(PduHeader Header, Pdu Pdu)> ReceiveAsync()
    {
        var received = await TryReceiveAsync();
        Assert.True(received is not null, "the subagent closed the connection");
        return received.Value;
    }

    public async Task<(PduHeader Header, T Pdu)> ReceiveAsync<T>()
        where T : Pdu
    {
        var (header, pdu) = await ReceiveAsync();
        return (header, Assert.IsType<T>(pdu));
    }

    public async Task SendAsync(Pdu pdu, uint transaction, uint packet, uint? session = null)
    {
        var length = pdu.Encode(_buffer, session ?? SessionId, transaction, packet, BigEndian);
        await transport.SendAsync(_buffer.AsMemory(0, length));
    }

    public async Task SendRawAsync(ReadOnlyMemory<byte> octets) => await transport.SendAsync(octets);

    public Task AnswerAsync(PduHeader question, AgentXError error = AgentXError.None, ushort index = 0, params VarBind[] varBinds) =>
        SendAsync(new ResponsePdu(SysUpTime, error, index, varBinds), question.TransactionId, question.PacketId);

    /// <summary>Answers Open, AddAgentCaps and as many Registers as said.</summary>
    public async Task<List<Pdu>> AcceptSessionAsync(int registrations = 1, int capabilities = 0)
    {
        List<Pdu> seen = [];
        for (var i = 0; i < 1 + capabilities + registrations; i++)
        {
            var (header, pdu) = await ReceiveAsync();
            seen.Add(pdu);
            await AnswerAsync(header);
        }

        return seen;
    }

    /// <summary>Sends a request and gives the answer to it.</summary>
    public async Task<ResponsePdu> AskAsync(Pdu request)
    {
        var packet = ++_packetId;
        await SendAsync(request, packet, packet);
        var (header, response) = await ReceiveAsync<ResponsePdu>();
        Assert.Equal(packet, header.PacketId);
        return response;
    }

    public Task<ResponsePdu> GetAsync(params string[] names) =>
        AskAsync(new SearchPdu(PduType.Get, [.. names.Select(n => new SearchRange(ObjectIdentifier.Parse(n)))]));

    /// <summary>Closes the connection.</summary>
    public void Dispose() => transport.Dispose();

    private (PduHeader, Pdu)? Take()
    {
        if (!_framer.TryTake(out var octets))
            return null;
        var pdu = Pdu.Decode(octets);
        Assert.True(pdu is not null, $"not decodable: {Convert.ToHexString(octets)}");
        return (PduHeader.Read(octets), pdu);
    }
}
