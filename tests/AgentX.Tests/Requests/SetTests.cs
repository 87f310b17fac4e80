// Sets are refused without keeping state, RFC 2741 section 7.2.4.
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Requests;

public class SetTests
{
    private readonly Requester _master = new(new TestView().Add("1.3.6.1.4.1.9.1|0", MibValue.Integer32(1)));

    private static VarBind Binding => new(ObjectIdentifier.Parse("1.3.6.1.4.1.9.1.0"), MibValue.Integer32(5));

    [Fact]
    public void E01_a_test_is_answered_with_notWritable_at_index_1_and_no_varbinds() =>
        Assert.Equal("NotWritable@1", Requester.Text(_master.Ask(new VarBindsPdu(PduType.TestSet, [Binding]))));

    [Fact]
    public void E02_two_varbinds_fail_at_the_first_and_CleanupSet_is_not_answered()
    {
        Assert.Equal("NotWritable@1", Requester.Text(_master.Ask(new VarBindsPdu(PduType.TestSet, [Binding, Binding]))));
        Assert.Null(_master.Ask(new EmptyPdu(PduType.CleanupSet)));
    }

    [Theory]
    [InlineData((int)PduType.CommitSet, "CommitFailed@0")]
    [InlineData((int)PduType.UndoSet, "UndoFailed@0")]
    public void E03_a_stray_commit_or_undo_fails(int type, string expected) =>
        Assert.Equal(expected, Requester.Text(_master.Ask(new EmptyPdu((PduType)type))));
}
