// What a stream may do to PDUs: join them, cut them, block, and end in nonsense.
using AgentX.Sessions;
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Sessions;

public class StreamTests
{
    /// <summary>Every test of this class is run in memory, and again over real sockets.</summary>
    protected virtual bool OverSockets => false;

    private const string Name = "1.3.6.1.4.1.99999.1.0";

    private static SearchPdu Get => new(PduType.Get, [new SearchRange(ObjectIdentifier.Parse(Name))]);

    [Fact]
    public async Task A02_nothing_is_sent_until_Open_is_answered()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        var (open, _) = await master.ReceiveAsync<OpenPdu>();
        var next = master.ReceiveAsync();
        harness.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(next.IsCompleted);
        await master.AnswerAsync(open);
        Assert.IsType<RegisterPdu>((await next).Pdu);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(19)]
    [InlineData(21)]
    public async Task A04_F02_a_stream_in_small_pieces_is_understood(int octets)
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        harness.Connector.Prepare = near => new DribblingTransport(near, octets);
        var master = await harness.ServeAsync();
        for (var i = 0; i < 10; i++)
            Assert.Equal("Counter32 42", $"{(await master.GetAsync(Name, Name)).VarBinds[1].Value}");
    }

    [Theory]
    [InlineData(3)] // F01
    [InlineData(1000)] // F03
    public async Task F01_F03_many_PDUs_in_one_write_are_all_answered_in_order(int count)
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        var octets = new byte[count * 100];
        var length = 0;
        for (uint i = 0; i < count; i++)
            length += Get.Encode(octets.AsSpan(length), master.SessionId, i, i, bigEndian: i % 2 == 0);
        await master.SendRawAsync(octets.AsMemory(0, length));

        for (uint i = 0; i < count; i++)
        {
            var (header, answer) = await master.ReceiveAsync<ResponsePdu>();
            Assert.Equal((i, i, i % 2 == 0), (header.PacketId, header.TransactionId, header.BigEndian)); // F07: each in its own order
            Assert.Equal("Counter32 42", $"{answer.VarBinds[0].Value}");
        }
    }

    [Fact]
    public async Task F09_a_slow_value_delays_answers_and_does_not_disorder_them()
    {
        using var gate = new SemaphoreSlim(0);
        await using var harness = new Harness
        {
            OverSockets = OverSockets,
            View = new TestView().Add("1.3.6.1.4.1.99999.1|0", MibValue.Counter32(42)).Add("1.3.6.1.4.1.99999.2|0", (ref w) =>
            {
                gate.Wait();
                w.Counter32(43);
            }),
        };
        var master = await harness.ServeAsync();
        await master.SendAsync(new SearchPdu(PduType.Get, [new SearchRange(ObjectIdentifier.Parse("1.3.6.1.4.1.99999.2.0"))]), 1, 1);
        await master.SendAsync(Get, 2, 2);
        var first = master.ReceiveAsync<ResponsePdu>();
        Assert.False(first.IsCompleted);
        gate.Release();
        Assert.Equal(1u, (await first).Header.PacketId);
        Assert.Equal(2u, (await master.ReceiveAsync<ResponsePdu>()).Header.PacketId);
    }

    [Fact]
    public async Task F10_while_the_master_does_not_read_its_requests_are_still_drained_and_answered_short_in_the_end()
    {
        await using var harness = new Harness
        {
            OverSockets = OverSockets,
            View = new TestView().Add("1.3.6.1.4.1.99999.1|0", (ref w) => w.OctetString(new byte[60_000])),
        };
        harness.Connector.Capacity = 1 << 16;
        var master = await harness.ServeAsync();
        for (uint i = 0; i < 100; i++)
            await master.SendAsync(Get, i, i);

        var full = 0;
        for (uint i = 0; i < 100; i++)
        {
            var (header, answer) = await master.ReceiveAsync<ResponsePdu>();
            Assert.Equal(i, header.PacketId);
            if (answer.Error == AgentXError.None)
                full++;
            else
                Assert.Equal(AgentXError.GenErr, answer.Error);
        }

        Assert.InRange(full, Outbox.Congestion / 60_100, 100);
        Assert.Equal(AgentXError.None, (await master.GetAsync(Name)).Error);
    }

    [Fact]
    public async Task F10_a_master_that_never_reads_is_left_before_the_memory_grows()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        harness.Connector.Capacity = 1 << 12;
        var master = await harness.ServeAsync();
        var requests = new byte[44 * 1000];
        var length = 0;
        for (uint i = 0; i < 1000; i++)
            length += Get.Encode(requests.AsSpan(length), master.SessionId, i, i, bigEndian: false);
        try
        {
            for (var i = 0; i < 1000; i++)
                await master.SendRawAsync(requests.AsMemory(0, length)).Within();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It left.
        }

        await harness.UntilAsync(SubagentState.Disconnected);
        Assert.Equal("Registered Congested", harness.Observer.Reasons);
    }

    [Theory]
    [InlineData("02 05 00 00 #00000011 #00000001 #00000001 #00000000", "version 2")] // G05
    [InlineData("01 05 00 00 #00000011 #00000001 #00000001 #7FFFFFFC", "more than any request")] // G06
    [InlineData("01 05 00 00 #00000011 #00000001 #00000001 #7FFFFFFF", "no multiple of 4")] // G06
    [InlineData("01 05 00 00 #00000011 #00000001 #00000001 #00000003", "no multiple of 4")]
    [InlineData("47 45 54 20 2F 20 48 54 54 50 2F 31 2E 31 0D 0A 0D 0A 0D 0A", "version 71")] // G07
    public async Task G05_G06_G07_what_is_no_AgentX_ends_the_session_and_a_new_one_is_opened(string octets, string detail)
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        await master.SendRawAsync(Octets.Parse(octets, bigEndian: false));
        Assert.Equal(CloseReason.ProtocolError, (await master.ReceiveAsync<ClosePdu>()).Pdu.Reason);
        Assert.Null(await master.TryReceiveAsync());
        await harness.UntilAsync(SubagentState.Disconnected);
        Assert.Contains(detail, harness.Observer.Statuses.Last().Detail, StringComparison.Ordinal);

        var (next, _) = await harness.ReconnectAsync();
        await next.AcceptSessionAsync();
        await harness.UntilAsync(SubagentState.Serving);
        Assert.Equal("Registered ProtocolError Registered", harness.Observer.Reasons);
    }

    [Fact]
    public async Task G08_a_Response_that_nobody_asked_for_is_ignored()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        await master.SendAsync(new ResponsePdu(0, AgentXError.NotOpen, 0, []), 0, 0xDEAD);
        await master.SendAsync(new ResponsePdu(0, AgentXError.None, 0, []), 0, 1);
        Assert.Equal("Counter32 42", $"{(await master.GetAsync(Name)).VarBinds[0].Value}");
        Assert.Equal("Registered", harness.Observer.Reasons);
    }

    [Fact]
    public async Task G10_varbinds_of_unknown_types_in_an_answer_are_ignored()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        for (var i = 0; i < 2; i++)
        {
            var (question, _) = await master.ReceiveAsync();
            await master.SendRawAsync(Octets.Parse(
                $"01 12 F:07 00 #00000011 #{question.TransactionId:X8} #{question.PacketId:X8} #00000018 #00000064 #0000 #0000 #0047 #0000 02 04 00 00 #00000001 #00000009",
                bigEndian: true));
        }

        await harness.UntilAsync(SubagentState.Serving);
    }
}
