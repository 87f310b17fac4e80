// Requests that are wrong in themselves, RFC 2741 section 7.2.2: answered, and forgotten.
using AgentX.Requests;
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Requests;

public class MalformedRequestTests
{
    private const string Head = "F:00 00 #00000051 #00000001 #00000002";

    private readonly Requester _master = new(new TestView().Add("1.3.6.1.4.1.9.1|0", MibValue.Integer32(1)));

    private static SearchPdu Get => new(PduType.Get, [new SearchRange(ObjectIdentifier.Parse("1.3.6.1.4.1.9.1.0"))]);

    [Theory]
    [InlineData((int)PduType.Get)]
    [InlineData((int)PduType.TestSet)]
    [InlineData((int)PduType.CommitSet)]
    public void G01_a_session_that_is_not_ours_is_not_open(int type) =>
        Assert.Equal("NotOpen@0", Requester.Text(_master.Ask(type == (int)PduType.Get ? Get : new EmptyPdu((PduType)type), session: 0x52)));

    [Theory]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("0C")]
    [InlineData("0D")]
    [InlineData("13")]
    [InlineData("FF")]
    public void G02_types_that_no_master_sends_are_answered_with_parseError(string type) =>
        Assert.Equal("ParseError@0", Ask($"01 {type} {Head} #00000000"));

    [Theory]
    [InlineData("#00000004 02 04 00 00")] // G03: the sub-identifiers are missing
    [InlineData("#00000008 02 04 00 00 #00000001")] // G03: some are
    [InlineData("#00000010 02 04 00 00 #00000001 #00000009 02 04 00 00")] // G03: the end OID is cut
    [InlineData("#0000000C 02 04 00 00 #00000001 #00000009")] // G03: there is no end OID
    [InlineData("#00000008 FF 00 00 00 #00000001")] // G04
    [InlineData("#00000008 81 00 00 00 #00000001")] // G04
    public void G03_G04_a_malformed_OID_is_answered_with_parseError(string payload)
    {
        Assert.Equal("ParseError@0", Ask($"01 05 {Head} {payload}"));
        Assert.Equal("ParseError@0", Ask($"01 06 {Head} {payload}"));
    }

    [Fact]
    public void G04_a_prefix_counts_among_the_128_sub_identifiers()
    {
        string Payload(int subIds) => $"#{(subIds * 4) + 8:X8} {subIds:X2} 04 00 00 {string.Concat(Enumerable.Repeat("#00000001 ", subIds))} 00 00 00 00";
        Assert.EndsWith("NoSuchObject", Ask($"01 05 {Head} {Payload(123)}"), StringComparison.Ordinal);
        Assert.Equal("ParseError@0", Ask($"01 05 {Head} {Payload(124)}"));
    }

    [Fact]
    public void A_context_that_is_longer_than_the_PDU_is_answered_with_parseError() =>
        Assert.Equal("ParseError@0", Ask("01 05 F:08 00 #00000051 #00000001 #00000002 #00000008 #7FFFFFFF 61 62 63 64"));

    [Fact]
    public void G08_a_Response_is_never_answered() =>
        Assert.Null(_master.Ask(new ResponsePdu(0, AgentXError.None, 0, [])));

    [Fact]
    public void F08_an_unknown_context_is_refused_and_the_flag_cleared()
    {
        Assert.Equal("UnsupportedContext@0", Requester.Text(_master.Ask(Get with { Context = "other" })));
        Assert.Equal(PduFlags.None, _master.LastHeader.Flags);
    }

    [Fact]
    public void F08_a_known_context_has_a_view_of_its_own_and_the_flag_is_cleared()
    {
        var master = new Requester(
            new TestView().Add("1.3.6.1.4.1.9.1|0", MibValue.Integer32(1)),
            new Dictionary<string, IMibView> { ["ctx"] = new TestView().Add("1.3.6.1.4.1.9.1|0", MibValue.Integer32(2)) });
        Assert.Equal("1.3.6.1.4.1.9.1.0=Integer32 2", Requester.Text(master.Ask(Get with { Context = "ctx" })));
        Assert.Equal(PduFlags.None, master.LastHeader.Flags);
        Assert.Equal("1.3.6.1.4.1.9.1.0=Integer32 1", Requester.Text(master.Ask(Get)));
    }

    [Fact]
    public void F04_300_varbinds_in_one_PDU_are_all_answered()
    {
        var answer = _master.Ask(new SearchPdu(PduType.Get, [.. Enumerable.Repeat(Get.Ranges[0], 300)]))!;
        Assert.Equal(300, answer.VarBinds.Count);
    }

    [Fact]
    public void A_request_that_is_refused_unread_has_genErr_and_its_ids()
    {
        var request = new byte[200];
        var length = Get.Encode(request, 1, 2, 3, true);
        var response = new byte[PduHeader.MaxSentPdu];
        length = RequestProcessor.Refuse(request.AsSpan(0, length), response);
        Assert.Equal("GenErr@1", Requester.Text((ResponsePdu)Pdu.Decode(response.AsSpan(0, length))!));
        Assert.Equal(new PduHeader(PduType.Response, PduFlags.NetworkByteOrder, 1, 2, 3, 8), PduHeader.Read(response));
    }

    private string Ask(string octets) => Requester.Text(_master.AskRaw(Octets.Parse(octets, bigEndian: true)));
}
