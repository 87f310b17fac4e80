// Asks a RequestProcessor as a master would, without any connection.
using AgentX.Requests;
using AgentX.Sessions;
using AgentX.Wire;
using AgentX.Wire.Pdus;
using Microsoft.Extensions.Time.Testing;

namespace AgentX.Tests.Support;

internal sealed class Requester
{
    public const uint Session = 0x51;

    private readonly byte[] _request = new byte[1 << 20];
    private readonly byte[] _response = new byte[PduHeader.MaxSentPdu];

    public Requester(IMibView view, IReadOnlyDictionary<string, IMibView>? contexts = null)
    {
        Uptime = new UptimeSync(Clock);
        Processor = new RequestProcessor(
            [
                new MibContext([], view, Clock),
                .. (contexts ?? new Dictionary<string, IMibView>())
                    .Select(c => new MibContext(System.Text.Encoding.UTF8.GetBytes(c.Key), c.Value, Clock)),
            ],
            Uptime,
            Failures.Add)
        {
            SessionId = Session,
        };
    }

    public FakeTimeProvider Clock { get; } = new();

    public UptimeSync Uptime { get; }

    public RequestProcessor Processor { get; }

    public List<Exception> Failures { get; } = [];

    public PduHeader LastHeader { get; private set; }

    /// <summary>Processes a PDU and decodes the answer; null if there is none.</summary>
    public ResponsePdu? Ask(Pdu request, uint transaction = 7, uint packet = 9, uint session = Session, bool bigEndian = false)
    {
        var length = request.Encode(_request, session, transaction, packet, bigEndian);
        return AskRaw(_request.AsSpan(0, length));
    }

    public ResponsePdu? AskRaw(ReadOnlySpan<byte> request)
    {
        var length = Processor.Process(request, _response);
        if (length == 0)
            return null;
        LastHeader = PduHeader.Read(_response);
        return Assert.IsType<ResponsePdu>(Pdu.Decode(_response.AsSpan(0, length)));
    }

    public string Get(params string[] names) => Text(Ask(new SearchPdu(PduType.Get, [.. names.Select(n => new SearchRange(Oid(n)))])));

    public string GetNext(params (string? Start, bool Include, string? End)[] ranges) => Text(Ask(new SearchPdu(PduType.GetNext, Ranges(ranges))));

    public string GetBulk(ushort nonRepeaters, ushort maxRepetitions, params (string? Start, bool Include, string? End)[] ranges) =>
        Text(Ask(new GetBulkPdu(nonRepeaters, maxRepetitions, Ranges(ranges))));

    public static ObjectIdentifier? Oid(string? text) => text is null ? null : ObjectIdentifier.Parse(text);

    public static SearchRange[] Ranges((string? Start, bool Include, string? End)[] ranges) =>
        [.. ranges.Select(r => new SearchRange(Oid(r.Start), r.Include, Oid(r.End)))];

    /// <summary>The answer as one line: "name=type value; ..." or "error@index".</summary>
    public static string Text(ResponsePdu? response)
    {
        if (response is null)
            return "(none)";
        if (response.Error != AgentXError.None)
            return $"{response.Error}@{response.Index}" + (response.VarBinds.Count > 0 ? " with varbinds" : "");
        return string.Join("; ", response.VarBinds.Select(v => $"{v.Name}={Text(v.Value)}"));
    }

    private static string Text(MibValue value) => value.Type switch
    {
        VarBindType.NoSuchObject or VarBindType.NoSuchInstance or VarBindType.EndOfMibView => $"{value.Type}",
        _ => $"{value}",
    };
}
