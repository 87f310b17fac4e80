// The octets of every value type in both byte orders, RFC 2741 section 5.4, as the request path writes them.
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Wire;

public class GoldenValueTests
{
    private static readonly (string Name, string Octets, TestView.Writing Write)[] Golden =
    [
        ("Integer32 -1", "#0002 #0000 NAME #FFFFFFFF", (ref w) => w.Integer32(-1)),
        ("Integer32 least", "#0002 #0000 NAME #80000000", (ref w) => w.Integer32(int.MinValue)),
        ("OctetString empty", "#0004 #0000 NAME #00000000", (ref w) => w.OctetString(default)),
        ("OctetString of 3", "#0004 #0000 NAME #00000003 61 62 63 00", (ref w) => w.OctetString("abc"u8)),
        ("OctetString of 4", "#0004 #0000 NAME #00000004 61 62 63 64", (ref w) => w.OctetString("abcd"u8)),
        ("OctetString of 5", "#0004 #0000 NAME #00000005 61 62 63 64 65 00 00 00", (ref w) => w.OctetString("abcde"u8)),
        ("OID 0.0", "#0006 #0000 NAME 02 00 00 00 #00000000 #00000000", (ref w) => w.ObjectIdentifier([0, 0])),
        ("OID with prefix", "#0006 #0000 NAME 01 02 00 00 #00000001", (ref w) => w.ObjectIdentifier([1, 3, 6, 1, 2, 1])),
        ("OID, prefix alone", "#0006 #0000 NAME 00 02 00 00", (ref w) => w.ObjectIdentifier([1, 3, 6, 1, 2])),
        ("OID, no prefix for 0", "#0006 #0000 NAME 05 00 00 00 #00000001 #00000003 #00000006 #00000001 #00000000", (ref w) => w.ObjectIdentifier([1, 3, 6, 1, 0])),
        ("OID, no prefix for 256", "#0006 #0000 NAME 05 00 00 00 #00000001 #00000003 #00000006 #00000001 #00000100", (ref w) => w.ObjectIdentifier([1, 3, 6, 1, 256])),
        ("IpAddress", "#0040 #0000 NAME #00000004 C0 00 02 01", (ref w) => w.IpAddress([192, 0, 2, 1])),
        ("Counter32", "#0041 #0000 NAME #FFFFFFFE", (ref w) => w.Counter32(uint.MaxValue - 1)),
        ("Gauge32", "#0042 #0000 NAME #00000102", (ref w) => w.Gauge32(0x102)),
        ("TimeTicks", "#0043 #0000 NAME #01020304", (ref w) => w.TimeTicks(0x01020304)),
        ("Opaque", "#0044 #0000 NAME #00000001 9F 00 00 00", (ref w) => w.Opaque([0x9F])),
        ("Counter64 2^63+5", "#0046 #0000 NAME #8000000000000005", (ref w) => w.Counter64((1UL << 63) + 5)),
        ("none", "#0081 #0000 NAME", (ref w) => { }),
    ];

    public static TheoryData<string, bool> Rows
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (var (name, _, _) in Golden)
            {
                rows.Add(name, false);
                rows.Add(name, true);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void B04_a_value_is_written_as_its_octets(string name, bool bigEndian)
    {
        var (_, text, write) = Golden.Single(g => g.Name == name);
        var master = new Requester(new TestView().Add("1.3.6.1.4.1.9.1|0", write));
        var request = new byte[200];
        var length = new SearchPdu(PduType.Get, [new(ObjectIdentifier.Parse("1.3.6.1.4.1.9.1.0"))])
            .Encode(request, Requester.Session, 1, 2, bigEndian);
        var response = new byte[PduHeader.MaxSentPdu];
        length = master.Processor.Process(request.AsSpan(0, length), response);

        var expected = Octets.Parse(text.Replace("NAME", "04 04 00 00 #00000001 #00000009 #00000001 #00000000", StringComparison.Ordinal), bigEndian);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(response, 28, length - 28));
        Assert.Equal((uint)(expected.Length + 8), PduHeader.Read(response).PayloadLength);
    }
}
