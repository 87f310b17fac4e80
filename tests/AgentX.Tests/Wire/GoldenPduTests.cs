// The octets of all 18 PDUs in both byte orders, RFC 2741 section 6.2, written by hand from the diagrams there.
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Wire;

public class GoldenPduTests
{
    private const string Ids = "#00000011 #0000000C #0000000D";

    private static readonly ObjectIdentifier Mine = ObjectIdentifier.Parse("1.3.6.1.4.1.9");
    private static readonly ObjectIdentifier Other = ObjectIdentifier.Parse("2.5");

    /// <summary>Name, octets, PDU.</summary>
    private static readonly (string Name, string Octets, Pdu Pdu)[] Golden =
    [
        ("Open", $"""
            01 01 F:00 00 {Ids} #0000001C
            1E 00 00 00
            02 04 00 00 #00000001 #00000009
            #00000005 68 65 6C 6C 6F 00 00 00
            """, new OpenPdu(30, Mine, "hello")),
        ("Open, null OID and no description", $"""
            01 01 F:00 00 {Ids} #0000000C
            00 00 00 00
            00 00 00 00
            #00000000
            """, new OpenPdu(0, null, "")),
        ("Close", $"""
            01 02 F:00 00 {Ids} #00000004
            05 00 00 00
            """, new ClosePdu(CloseReason.Shutdown)),
        ("Register", $"""
            01 03 F:00 00 {Ids} #00000010
            00 7F 00 00
            02 04 00 00 #00000001 #00000009
            """, new RegisterPdu(0, 127, 0, Mine, 0)),
        ("Register, a range of instances in a context", $"""
            01 03 F:09 00 {Ids} #0000001C
            #00000003 63 74 78 00
            05 64 07 00
            02 04 00 00 #00000001 #00000009
            #FFFFFFFF
            """, new RegisterPdu(5, 100, 7, Mine, uint.MaxValue) { Context = "ctx", Flags = PduFlags.InstanceRegistration }),
        ("Unregister", $"""
            01 04 F:00 00 {Ids} #00000010
            00 7F 00 00
            02 04 00 00 #00000001 #00000009
            """, new UnregisterPdu(127, 0, Mine, 0)),
        ("Unregister, a range", $"""
            01 04 F:00 00 {Ids} #00000014
            00 7F 07 00
            02 04 00 00 #00000001 #00000009
            #0000000A
            """, new UnregisterPdu(127, 7, Mine, 10)),
        ("Get", $"""
            01 05 F:00 00 {Ids} #00000010
            02 04 00 00 #00000001 #00000009
            00 00 00 00
            """, new SearchPdu(PduType.Get, [new SearchRange(Mine)])),
        ("GetNext, two ranges", $"""
            01 06 F:00 00 {Ids} #00000028
            02 04 01 00 #00000001 #00000009
            02 00 00 00 #00000002 #00000005
            02 00 00 00 #00000002 #00000005
            00 04 00 00
            """,
            new SearchPdu(PduType.GetNext, [new SearchRange(Mine, true, Other), new SearchRange(Other, false, ObjectIdentifier.Parse("1.3.6.1.4"))])),
        ("GetBulk", $"""
            01 07 F:00 00 {Ids} #00000014
            #0001 #000A
            02 04 00 00 #00000001 #00000009
            00 00 00 00
            """, new GetBulkPdu(1, 10, [new SearchRange(Mine)])),
        ("TestSet", $"""
            01 08 F:00 00 {Ids} #00000014
            #0002 #0000
            02 04 00 00 #00000001 #00000009
            #FFFFFFFF
            """, new VarBindsPdu(PduType.TestSet, [new VarBind(Mine, MibValue.Integer32(-1))])),
        ("CommitSet", $"01 09 F:00 00 {Ids} #00000000", new EmptyPdu(PduType.CommitSet)),
        ("UndoSet", $"01 0A F:00 00 {Ids} #00000000", new EmptyPdu(PduType.UndoSet)),
        ("CleanupSet", $"01 0B F:00 00 {Ids} #00000000", new EmptyPdu(PduType.CleanupSet)),
        ("Notify", $"""
            01 0C F:00 00 {Ids} #00000040
            #0006 #0000
            06 06 00 00 #00000003 #00000001 #00000001 #00000004 #00000001 #00000000
            02 04 00 00 #00000001 #00000009
            #0041 #0000
            02 04 00 00 #00000001 #00000009
            #00000007
            """, new VarBindsPdu(PduType.Notify,
                [
                    new VarBind(ObjectIdentifier.Parse("1.3.6.1.6.3.1.1.4.1.0"), MibValue.ObjectIdentifier(Mine)),
                    new VarBind(Mine, MibValue.Counter32(7)),
                ])),
        ("Ping", $"01 0D F:00 00 {Ids} #00000000", new EmptyPdu(PduType.Ping)),
        ("Ping in a context", $"01 0D F:08 00 {Ids} #00000008 #00000004 61 62 63 64", new EmptyPdu(PduType.Ping) { Context = "abcd" }),
        ("IndexAllocate", $"""
            01 0E F:02 00 {Ids} #00000014
            #0002 #0000
            02 04 00 00 #00000001 #00000009
            #00000000
            """, new VarBindsPdu(PduType.IndexAllocate, [new VarBind(Mine, MibValue.Integer32(0))]) { Flags = PduFlags.NewIndex }),
        ("IndexDeallocate", $"""
            01 0F F:00 00 {Ids} #00000014
            #0002 #0000
            02 04 00 00 #00000001 #00000009
            #00000005
            """, new VarBindsPdu(PduType.IndexDeallocate, [new VarBind(Mine, MibValue.Integer32(5))])),
        ("AddAgentCaps", $"""
            01 10 F:00 00 {Ids} #00000014
            02 04 00 00 #00000001 #00000009
            #00000004 63 61 70 73
            """, new AddAgentCapsPdu(Mine, "caps")),
        ("RemoveAgentCaps", $"""
            01 11 F:00 00 {Ids} #0000000C
            02 04 00 00 #00000001 #00000009
            """, new RemoveAgentCapsPdu(Mine)),
        ("Response", $"""
            01 12 F:00 00 {Ids} #00000018
            #00BC614E #0107 #0002
            #0005 #0000
            02 04 00 00 #00000001 #00000009
            """,
            new ResponsePdu(12345678, AgentXError.DuplicateRegistration, 2, [new VarBind(Mine, MibValue.OfType(VarBindType.Null))])),
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
    public void A07_a_pdu_is_encoded_to_its_octets_and_decoded_from_them(string name, bool bigEndian)
    {
        var (_, text, pdu) = Golden.Single(g => g.Name == name);
        var octets = Octets.Parse(text, bigEndian);

        var buffer = new byte[1000];
        var length = pdu.Encode(buffer, 0x11, 0x0C, 0x0D, bigEndian);
        Assert.Equal(Convert.ToHexString(octets), Convert.ToHexString(buffer, 0, length));

        var decoded = Pdu.Decode(octets);
        Assert.NotNull(decoded);
        var again = new byte[1000];
        Assert.Equal(length, decoded.Encode(again, 0x11, 0x0C, 0x0D, bigEndian));
        Assert.Equal(Convert.ToHexString(octets), Convert.ToHexString(again, 0, length));
    }

    [Fact]
    public void All_18_types_are_there() =>
        Assert.Equal(Enum.GetValues<PduType>(), Golden.Select(g => g.Pdu.Type).Distinct().Order());
}
