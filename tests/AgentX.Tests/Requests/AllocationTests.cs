// Answering allocates nothing.
using AgentX.Requests;
using AgentX.Sessions;
using AgentX.Tests.Support;
using AgentX.Transport;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Requests;

public class AllocationTests
{
    private static readonly ObjectIdentifier Root = ObjectIdentifier.Parse("1.3.6.1.4.1.9");

    public static TheoryData<string> Requests => ["get", "get of 50", "getnext", "getbulk", "set", "missing", "malformed"];

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_request_is_answered_without_an_allocation(string kind)
    {
        Pdu pdu = kind switch
        {
            "get" => new SearchPdu(PduType.Get, [new SearchRange(Root.Append(1, 1, 0))]),
            "get of 50" => new SearchPdu(PduType.Get, [.. Enumerable.Range(1, 50).Select(n => new SearchRange(Root.Append(1, (uint)n, 0)))]),
            "getnext" => new SearchPdu(PduType.GetNext, [new SearchRange(Root, true, Root.Append(9))]),
            "getbulk" => new GetBulkPdu(0, 100, [new SearchRange(Root), new SearchRange(Root.Append(2))]),
            "set" => new VarBindsPdu(PduType.TestSet, [new VarBind(Root, MibValue.Integer32(1))]),
            "missing" => new SearchPdu(PduType.Get, [new SearchRange(Root.Append(1, 1, 1)), new SearchRange(Root)]),
            _ => new SearchPdu(PduType.Get, [new SearchRange(Root)]) { Flags = PduFlags.NonDefaultContext },
        };
        var processor = new RequestProcessor(
            [new MibContext([], new SampleView(Root, 100, 100), TimeProvider.System)], new UptimeSync(TimeProvider.System), _ => { })
        {
            SessionId = 1,
        };
        var request = new byte[4096];
        var response = new byte[PduHeader.MaxSentPdu];
        var length = pdu.Encode(request, 1, 2, 3, bigEndian: false);

        Run(100);
        Assert.Equal(0, Allocation.Of(() => Run(1000)));

        void Run(int times)
        {
            for (var i = 0; i < times; i++)
            {
                // Each its own transaction, as a new poll has.
                BitConverter.TryWriteBytes(request.AsSpan(8), i);
                Assert.True(processor.Process(request.AsSpan(0, length), response) > 0);
            }
        }
    }

    [Fact]
    public void Framing_and_posting_allocate_nothing_once_warm()
    {
        var framer = new PduFramer();
        var octets = new byte[64];
        var length = new EmptyPdu(PduType.Ping).Encode(octets, 1, 2, 3, bigEndian: false);
        var outbox = new Outbox(new SinkTransport());
        Run(100);
        Assert.Equal(0, Allocation.Of(() => Run(1000)));

        void Run(int times)
        {
            for (var i = 0; i < times; i++)
            {
                octets.AsSpan(0, length).CopyTo(framer.FreeSpace().Span);
                framer.Advance(length);
                Assert.True(framer.TryTake(out var pdu));
                outbox.TryPost(pdu);
                outbox.Flush();
            }
        }
    }

    private sealed class SinkTransport : ITransport
    {
        public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => throw new NotSupportedException();

        public ValueTask SendAsync(ReadOnlyMemory<byte> octets) => default;

        public void Dispose()
        {
        }
    }
}
