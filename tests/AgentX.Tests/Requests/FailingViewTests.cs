// The view is a stranger's code: whatever it does, the master gets an answer (failure 1 of the field: none hangs it).
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Requests;

public class FailingViewTests
{
    private const string B = "1.3.6.1.4.1.9";

    [Fact]
    public void An_exception_is_answered_with_genErr_its_index_and_no_varbinds()
    {
        var master = new Requester(new TestView()
            .Add(B + ".1|0", MibValue.Integer32(1))
            .Add(B + ".2|0", (ref w) => throw new InvalidOperationException("no value")));

        Assert.Equal("GenErr@2", master.Get(B + ".1.0", B + ".2.0", B + ".1.0"));
        Assert.Equal("no value", Assert.Single(master.Failures).Message);
        Assert.Equal("GenErr@1", master.GetNext((B + ".1.0", false, null)));
        Assert.Equal("GenErr@1", master.GetBulk(0, 5, (B, false, null)));
        Assert.Equal($"{B}.1.0=Integer32 1", master.Get(B + ".1.0"));
    }

    [Fact]
    public void A_second_value_is_an_exception()
    {
        var master = new Requester(new TestView().Add(B + ".1|0", (ref w) =>
        {
            w.Integer32(1);
            w.Integer32(2);
        }));
        Assert.Equal("GenErr@1", master.Get(B + ".1.0"));
    }

    [Fact]
    public void A_writer_that_was_replaced_writes_nothing_into_the_answer()
    {
        var master = new Requester(new TestView().Add(B + ".1|0", (ref w) =>
        {
            w = default;
            w.Integer32(1);
        }));
        Assert.Equal("GenErr@1", master.Get(B + ".1.0"));
    }

    [Theory]
    [InlineData(65_480, "None")]
    [InlineData(65_481, "GenErr")]
    [InlineData(65_535, "GenErr")]
    [InlineData(65_536, "GenErr")]
    public void F11_an_answer_of_more_than_65536_octets_is_never_sent(int length, string expected)
    {
        var master = new Requester(new TestView().Add(B + ".1|0", (ref w) => w.OctetString(new byte[length])));
        var answer = master.Ask(new SearchPdu(PduType.Get, [new SearchRange(ObjectIdentifier.Parse(B + ".1.0"))]))!;
        Assert.Equal(expected, $"{answer.Error}");
        Assert.InRange(master.LastHeader.PayloadLength + PduHeader.Size, 28u, 65_536u);
    }

    [Fact]
    public void F11_the_index_tells_which_varbind_did_not_fit()
    {
        var master = new Requester(new TestView().Add(B + ".1|0", (ref w) => w.OctetString(new byte[30_000])));
        Assert.Equal("GenErr@3", master.Get(B + ".1.0", B + ".1.0", B + ".1.0", B + ".1.0"));
    }

    [Fact]
    public void F11_a_bulk_answer_ends_before_the_varbind_that_does_not_fit()
    {
        var view = new TestView();
        for (var i = 1; i <= 5; i++)
            view.Add($"{B}.1|{i}", (ref w) => w.OctetString(new byte[30_000]));
        var answer = new Requester(view).Ask(new GetBulkPdu(0, 5, [new SearchRange(ObjectIdentifier.Parse(B))]))!;
        Assert.Equal(2, answer.VarBinds.Count);
    }
}
