// Which moment a request is answered from.
using AgentX.Requests;
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Requests;

public class MomentTests
{
    private const string B = "1.3.6.1.4.1.9";
    private static readonly SearchPdu Request = new(PduType.Get, [new SearchRange(ObjectIdentifier.Parse(B + ".1.0"))]);

    private readonly TestView _view = new TestView().Add(B + ".1|0", MibValue.Integer32(1));
    private readonly Requester _master;

    public MomentTests() => _master = new Requester(_view);

    [Fact]
    public void Every_PDU_of_a_transaction_sees_the_same_moment()
    {
        for (var i = 0; i < 5; i++)
            _master.Ask(Request, transaction: 1);
        Assert.Equal(1, _view.MomentsTaken);
        _master.Ask(Request, transaction: 2);
        Assert.Equal(2, _view.MomentsTaken);
        _master.Ask(Request, transaction: 1);
        Assert.Equal(2, _view.MomentsTaken);
    }

    [Fact]
    public void F05_an_id_that_is_used_again_later_sees_a_new_moment()
    {
        _master.Ask(Request, transaction: 0, packet: 0);
        _master.Clock.Advance(MomentCache.Lifetime);
        _master.Ask(Request, transaction: 0, packet: 0);
        Assert.Equal(2, _view.MomentsTaken);
    }

    [Fact]
    public void F06_a_retransmission_is_answered_again_alike() =>
        Assert.Equal(
            Requester.Text(_master.Ask(Request, 3, 3)),
            Requester.Text(_master.Ask(Request, 3, 3)));

    [Fact]
    public void C12_a_table_that_changes_in_mid_walk_is_still_walked_upwards()
    {
        var views = new[] { "1,3,5,7,9", "2,3,4,8", "", "1,2,3,4,5,6,7,8,9" }
            .Select(rows => rows.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Aggregate(new TestView(), (view, row) => view.Add($"{B}.2|{row}", MibValue.Integer32(0))))
            .ToArray();
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var master = new Requester(new SwappingView(() => views[random.Next(views.Length)]));
            var name = ObjectIdentifier.Parse(B);
            for (uint transaction = 0; ; transaction++)
            {
                var answer = master.Ask(new SearchPdu(PduType.GetNext, [new SearchRange(name)]), transaction)!;
                if (answer.VarBinds[0].Value.Type == VarBindType.EndOfMibView)
                    break;
                Assert.True(answer.VarBinds[0].Name > name);
                name = answer.VarBinds[0].Name;
            }
        }
    }

    [Fact]
    public void Moments_may_be_let_go_while_a_request_asks_for_one()
    {
        var moments = new MomentCache(_view, TimeProvider.System);
        var over = false;
        var idle = new Thread(() =>
        {
            while (!Volatile.Read(ref over))
                moments.Clear();
        });
        idle.Start();
        var missing = 0;
        for (uint transaction = 0; transaction < 1_000_000; transaction++)
            missing += moments.For(transaction) is null ? 1 : 0;
        Volatile.Write(ref over, true);
        idle.Join();
        Assert.Equal(0, missing);
    }

    private sealed class SwappingView(Func<IMibMoment> next) : IMibView
    {
        public IMibMoment Now() => next();
    }
}
