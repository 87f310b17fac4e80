// What the master's requests take, from octets to octets.

using AgentX;
using AgentX.Requests;
using AgentX.Sessions;
using AgentX.Wire;
using AgentX.Wire.Pdus;
using BenchmarkDotNet.Attributes;

namespace Parts.Benchmarks;

/// <summary>Requests of one varbind, of fifty, and of fifty repetitions.</summary>
[MemoryDiagnoser]
public class RequestBenchmarks
{
    private static readonly ObjectIdentifier Root = ObjectIdentifier.Parse("1.3.6.1.4.1.8072.9999.9999.2741");

    private readonly byte[] _request = new byte[4096];
    private readonly byte[] _response = new byte[PduHeader.MaxSentPdu];
    private readonly RequestProcessor _processor =
        new([new MibContext([], new NumberTable(Root, rows: 1000), TimeProvider.System)], new UptimeSync(TimeProvider.System), _ => { }) { SessionId = 1 };

    private int _length;
    private int _transaction;

    /// <summary>The requests.</summary>
    [Params("get", "get of 50", "getnext", "getbulk of 50")]
    public string Request { get; set; } = "";

    /// <summary>Encodes the request.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        Pdu pdu = Request switch
        {
            "get" => new SearchPdu(PduType.Get, [new SearchRange(Root.Append(1, 3, 500))]),
            "get of 50" => new SearchPdu(PduType.Get, [.. Enumerable.Range(1, 50).Select(row => new SearchRange(Root.Append(1, 3, (uint)row)))]),
            "getnext" => new SearchPdu(PduType.GetNext, [new SearchRange(Root.Append(1, 3, 500))]),
            _ => new GetBulkPdu(0, 50, [new SearchRange(Root.Append(1, 3, 500))]),
        };
        _length = pdu.Encode(_request, 1, 2, 3, bigEndian: false);
    }

    /// <summary>Each its own transaction, as a new poll has.</summary>
    [Benchmark]
    public int Process()
    {
        BitConverter.TryWriteBytes(_request.AsSpan(8), _transaction++);
        return _processor.Process(_request.AsSpan(0, _length), _response);
    }
}
