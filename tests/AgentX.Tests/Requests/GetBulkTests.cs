// GetBulk, RFC 2741 section 7.2.3.3.
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Requests;

public class GetBulkTests
{
    private const string B = "1.3.6.1.4.1.9";

    private readonly Requester _master = new(new TestView()
        .Add(B + ".1|0", MibValue.Integer32(1))
        .Add(B + ".2|1", MibValue.Integer32(21))
        .Add(B + ".2|2", MibValue.Integer32(22))
        .Add(B + ".2|3", MibValue.Integer32(23))
        .Add(B + ".3|1", MibValue.Integer32(31)));

    [Fact]
    public void D01_repeats_one_column() =>
        Assert.Equal($"{B}.2.1=Integer32 21; {B}.2.2=Integer32 22", _master.GetBulk(0, 2, (B + ".2", false, B + ".3")));

    [Fact]
    public void D02_one_non_repeater_and_two_repeaters() =>
        Assert.Equal(
            $"{B}.1.0=Integer32 1; {B}.2.1=Integer32 21; {B}.3.1=Integer32 31; {B}.2.2=Integer32 22; {B}.3.1=EndOfMibView",
            _master.GetBulk(1, 2, (B, false, null), (B + ".2", false, B + ".3"), (B + ".3", false, B + ".4")));

    [Fact]
    public void D03_ends_after_the_round_in_which_all_columns_ended() =>
        Assert.Equal(
            $"{B}.2.3=Integer32 23; {B}.3.1=Integer32 31; {B}.2.3=EndOfMibView; {B}.3.1=EndOfMibView",
            _master.GetBulk(0, 100, (B + ".2.2", false, B + ".3"), (B + ".3", false, B + ".4")));

    [Fact]
    public void D03_a_column_without_any_instance_ends_under_its_starting_name() =>
        Assert.Equal($"{B}.2.1=Integer32 21; {B}.9=EndOfMibView", _master.GetBulk(0, 1, (B + ".2", false, B + ".3"), (B + ".9", false, null)));

    [Fact]
    public void D04_the_largest_max_repetitions_is_bounded_by_the_instances()
    {
        var answer = _master.Ask(new GetBulkPdu(0, ushort.MaxValue, [new SearchRange(ObjectIdentifier.Parse(B))]));
        Assert.Equal(6, answer!.VarBinds.Count);
    }

    [Fact]
    public void D04_the_largest_max_repetitions_is_bounded_by_the_size_of_the_answer()
    {
        var view = new TestView();
        for (var i = 1; i <= 5000; i++)
            view.Add($"{B}.2|{i}", MibValue.Integer32(i));
        var master = new Requester(view);
        var answer = master.Ask(new GetBulkPdu(0, ushort.MaxValue, [new SearchRange(ObjectIdentifier.Parse(B))]))!;
        Assert.Equal(AgentXError.None, answer.Error);
        Assert.InRange(answer.VarBinds.Count, 1500, 4999);
        Assert.InRange(master.LastHeader.PayloadLength + PduHeader.Size, 65_000u, 65_536u);
        Assert.Equal($"{B}.2.{answer.VarBinds.Count}", $"{answer.VarBinds[^1].Name}");
    }

    [Fact]
    public void D05_columns_of_different_length_keep_their_rounds() =>
        Assert.Equal(
            $"{B}.2.1=Integer32 21; {B}.3.1=Integer32 31; {B}.2.2=Integer32 22; {B}.3.1=EndOfMibView; {B}.2.3=Integer32 23; {B}.3.1=EndOfMibView",
            _master.GetBulk(0, 3, (B + ".2", false, B + ".3"), (B + ".3", false, B + ".4")));

    [Fact]
    public void D06_more_non_repeaters_than_ranges() =>
        Assert.Equal($"{B}.1.0=Integer32 1; {B}.2.1=Integer32 21", _master.GetBulk(9, 3, (B, false, null), (B + ".2", false, null)));

    [Fact]
    public void D07_no_repetitions() =>
        Assert.Equal($"{B}.1.0=Integer32 1", _master.GetBulk(1, 0, (B, false, null), (B + ".2", false, null)));

    [Fact]
    public void No_ranges_at_all() => Assert.Equal("", _master.GetBulk(0, 10));
}
