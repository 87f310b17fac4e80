// Notifications, indexes, capabilities, contexts, changing registrations, several addresses.
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Sessions;

public class AdministrationTests
{
    /// <summary>Every test of this class is run in memory, and again over real sockets.</summary>
    protected virtual bool OverSockets => false;

    private static readonly ObjectIdentifier Index = Harness.Base.Append(3, 1, 1);

    [Fact]
    public async Task A_notification_has_its_OID_first_and_leaves_sysUpTime_to_the_master()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        var sent = harness.Subagent.NotifyAsync(Harness.Base.Append(0, 1), [new VarBind(Harness.Base.Append(1, 0), MibValue.Counter32(5))], cancellation: TestContext.Current.CancellationToken);
        var (header, notify) = await master.ReceiveAsync<VarBindsPdu>();

        Assert.Equal((PduType.Notify, master.SessionId), (notify.Type, header.SessionId));
        Assert.Equal(
            ["1.3.6.1.6.3.1.1.4.1.0=ObjectIdentifier 1.3.6.1.4.1.99999.0.1", "1.3.6.1.4.1.99999.1.0=Counter32 5"],
            notify.VarBinds.Select(v => $"{v.Name}={v.Value}"));
        Assert.False(sent.IsCompleted);
        await master.AnswerAsync(header);
        await sent.Within();
    }

    [Fact]
    public async Task A_refused_notification_fails_with_the_masters_error_and_the_session_goes_on()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        var sent = harness.Subagent.NotifyAsync(Harness.Base, [], cancellation: TestContext.Current.CancellationToken);
        await master.AnswerAsync((await master.ReceiveAsync()).Header, AgentXError.ProcessingError);

        var failure = await Assert.ThrowsAsync<AgentXException>(() => sent.Within());
        Assert.Equal((SubagentReason.RequestRefused, AgentXError.ProcessingError), (failure.Reason, failure.Error));
        Assert.Equal(SubagentState.Serving, harness.Subagent.Status.State);
    }

    [Fact]
    public async Task Without_a_session_a_notification_fails_at_once()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        harness.Connector.Failure = _ => SubagentReason.Refused;
        harness.Start();
        Assert.Equal(SubagentReason.NoSession, (await Assert.ThrowsAsync<AgentXException>(() => harness.Subagent.NotifyAsync(Harness.Base, [], cancellation: TestContext.Current.CancellationToken))).Reason);
    }

    [Fact]
    public async Task A_notification_on_its_way_when_the_session_ends_fails_with_the_reason()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        var sent = harness.Subagent.NotifyAsync(Harness.Base, [], cancellation: TestContext.Current.CancellationToken);
        await master.ReceiveAsync<VarBindsPdu>();
        master.Dispose();
        Assert.Equal(SubagentReason.ClosedByMaster, (await Assert.ThrowsAsync<AgentXException>(() => sent.Within())).Reason);
    }

    [Fact]
    public async Task H04_a_notification_that_is_not_answered_fails_after_10_seconds()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        var sent = harness.Subagent.NotifyAsync(Harness.Base, [], cancellation: TestContext.Current.CancellationToken);
        await master.ReceiveAsync<VarBindsPdu>();
        var after = await harness.Clock.AdvanceUntilAsync(TimeSpan.FromMilliseconds(250), () => sent.IsCompleted, "it gives up");
        Assert.InRange(after.TotalSeconds, 9.5, 11);
        Assert.Equal(SubagentReason.NoAnswer, (await Assert.ThrowsAsync<AgentXException>(() => sent)).Reason);
    }

    [Fact]
    public async Task A_notification_with_a_Counter64_is_refused_and_nothing_of_it_is_sent()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var cancellation = TestContext.Current.CancellationToken;
        VarBind narrow = new(Harness.Base.Append(1, 0), MibValue.Gauge32(uint.MaxValue)), wide = new(Harness.Base.Append(2, 0), MibValue.Counter64(0));

        // The mistake is the program's: it is told whether or not there is a session.
        harness.Start();
        Assert.Throws<ArgumentException>("varBinds", () => { _ = harness.Subagent.NotifyAsync(Harness.Base, [wide], cancellation: cancellation); });
        var master = await harness.Connector.AcceptAsync();
        await master.AcceptSessionAsync();
        await harness.UntilAsync(SubagentState.Serving);

        var refused = Assert.Throws<ArgumentException>(
            "varBinds", () => { _ = harness.Subagent.NotifyAsync(Harness.Base, [narrow, wide], cancellation: cancellation); });
        Assert.StartsWith(
            "1.3.6.1.4.1.99999.2.0 is a Counter64, which a notification cannot carry to SNMPv1: send a 32-bit object instead.",
            refused.Message,
            StringComparison.Ordinal);

        // The next PDU is the next notification, and the session is the same.
        var sent = harness.Subagent.NotifyAsync(Harness.Base, [narrow], cancellation: cancellation);
        var (header, notify) = await master.ReceiveAsync<VarBindsPdu>();
        Assert.Equal(["ObjectIdentifier 1.3.6.1.4.1.99999", "Gauge32 4294967295"], notify.VarBinds.Select(v => $"{v.Value}"));
        await master.AnswerAsync(header);
        await sent.Within();
        Assert.Equal("Registered", harness.Observer.Reasons);
    }

    [Theory]
    [InlineData(IndexChoice.Given, 0)]
    [InlineData(IndexChoice.New, (int)PduFlags.NewIndex)]
    [InlineData(IndexChoice.AnyFree, (int)PduFlags.AnyIndex)]
    public async Task Indexes_are_allocated_and_given_back(IndexChoice choice, int flags)
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        var allocating = harness.Subagent.AllocateIndexesAsync([new VarBind(Index, MibValue.Integer32(3))], choice, cancellation: TestContext.Current.CancellationToken);
        var (header, asked) = await master.ReceiveAsync<VarBindsPdu>();
        Assert.Equal((PduType.IndexAllocate, (PduFlags)flags), (asked.Type, asked.Flags));
        await master.AnswerAsync(header, AgentXError.None, 0, new VarBind(Index, MibValue.Integer32(8)));
        Assert.Equal(8, Assert.Single(await allocating.Within()).Value.Number);

        var returning = harness.Subagent.DeallocateIndexesAsync([new VarBind(Index, MibValue.Integer32(8))], cancellation: TestContext.Current.CancellationToken);
        (header, asked) = await master.ReceiveAsync<VarBindsPdu>();
        Assert.Equal(PduType.IndexDeallocate, asked.Type);
        await master.AnswerAsync(header, AgentXError.IndexNotAllocated, 1);
        Assert.Equal(AgentXError.IndexNotAllocated, (await Assert.ThrowsAsync<AgentXException>(() => returning.Within())).Error);
    }

    [Fact]
    public async Task Registrations_and_capabilities_that_change_are_made_true_at_once_and_in_the_next_session()
    {
        Registration first = new(Harness.Base.Append(1)), second = new(Harness.Base.Append(2)), third = new(Harness.Base.Append(3)) { Priority = 100 };
        AgentCapabilities old = new(Harness.Base.Append(90), "old"), young = new(Harness.Base.Append(91), "young");
        await using var harness = new Harness { OverSockets = OverSockets, Registrations = [first, second], Capabilities = [old] };
        var master = await harness.ServeAsync();

        harness.Subagent.Registrations = [second, third];
        Assert.Equal(UnregisterPdu.Of(first), await AcceptAsync(master));
        Assert.Equal(RegisterPdu.Of(third), await AcceptAsync(master));
        harness.Subagent.Capabilities = [young];
        Assert.Equal(new RemoveAgentCapsPdu(old.Id), await AcceptAsync(master));
        Assert.Equal(new AddAgentCapsPdu(young.Id, "young"), await AcceptAsync(master));

        master.Dispose();
        var (next, _) = await harness.ReconnectAsync();
        var seen = await next.AcceptSessionAsync(registrations: 2, capabilities: 1);
        Assert.Equal([new AddAgentCapsPdu(young.Id, "young"), RegisterPdu.Of(second), RegisterPdu.Of(third)], seen[1..]);
    }

    [Fact]
    public async Task Capabilities_that_are_refused_are_reported_and_do_not_hinder_serving()
    {
        await using var harness = new Harness { OverSockets = OverSockets, Capabilities = [new(Harness.Base.Append(90), "mine")] };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        await master.AcceptSessionAsync(registrations: 0);
        await master.AnswerAsync((await master.ReceiveAsync<AddAgentCapsPdu>()).Header, AgentXError.RequestDenied);
        await master.AnswerAsync((await master.ReceiveAsync<RegisterPdu>()).Header);
        await harness.UntilAsync(SubagentState.Serving);
        Assert.Equal("AddAgentCaps 1.3.6.1.4.1.99999.90: RequestDenied", Assert.Single(harness.Observer.Refusals));
    }

    [Fact]
    public async Task One_refused_registration_does_not_keep_the_others_from_being_served()
    {
        await using var harness = new Harness { OverSockets = OverSockets, Registrations = [new(Harness.Base.Append(1)), new(Harness.Base.Append(2))] };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        await master.AcceptSessionAsync(registrations: 0);
        await master.AnswerAsync((await master.ReceiveAsync<RegisterPdu>()).Header, AgentXError.RequestDenied);
        await master.AnswerAsync((await master.ReceiveAsync<RegisterPdu>()).Header);
        await harness.UntilAsync(SubagentState.RegistrationPending);
        Assert.Equal("RegistrationRefused", harness.Observer.Reasons);
        Assert.Equal([harness.Registrations[1]], harness.Subagent.Status.Registered);
        Assert.Equal("Counter32 42", $"{(await master.GetAsync("1.3.6.1.4.1.99999.1.0")).VarBinds[0].Value}");

        var again = master.ReceiveAsync<RegisterPdu>();
        await harness.Clock.AdvanceUntilAsync(TimeSpan.FromMilliseconds(250), () => again.IsCompleted, "it registers again");
        Assert.Equal(Harness.Base.Append(1), (await again).Pdu.Subtree);
    }

    [Fact]
    public async Task One_registration_that_is_granted_while_another_is_still_refused_is_told()
    {
        await using var harness = new Harness { OverSockets = OverSockets, Registrations = [new(Harness.Base.Append(1)), new(Harness.Base.Append(2))] };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        await master.AcceptSessionAsync(registrations: 0);
        await master.AnswerAsync((await master.ReceiveAsync<RegisterPdu>()).Header, AgentXError.DuplicateRegistration);
        await master.AnswerAsync((await master.ReceiveAsync<RegisterPdu>()).Header, AgentXError.DuplicateRegistration);
        await harness.UntilAsync(SubagentState.RegistrationPending);

        var again = master.ReceiveAsync<RegisterPdu>();
        await harness.Clock.AdvanceUntilAsync(TimeSpan.FromMilliseconds(250), () => again.IsCompleted, "it registers again");
        await master.AnswerAsync((await again).Header);
        await master.AnswerAsync((await master.ReceiveAsync<RegisterPdu>()).Header, AgentXError.DuplicateRegistration);
        await Deadline.UntilAsync(() => harness.Observer.Statuses.Count == 2, "it is told");
        Assert.Equal([[], [harness.Registrations[0]]], harness.Observer.Statuses.Select(status => status.Registered));
        Assert.StartsWith($"unix:/test/master: {Harness.Base.Append(2)} ", harness.Observer.Statuses.Last().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_master_that_has_forgotten_the_session_gets_a_new_one()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        await master.AcceptSessionAsync(registrations: 0);
        await master.AnswerAsync((await master.ReceiveAsync<RegisterPdu>()).Header, AgentXError.NotOpen);
        await harness.UntilAsync(SubagentState.Disconnected);
        Assert.Equal("ProtocolError", harness.Observer.Reasons);
        await harness.ReconnectAsync();
    }

    [Fact]
    public async Task Contexts_are_registered_by_name_and_served_from_their_own_views()
    {
        await using var harness = new Harness
        {
            OverSockets = OverSockets,
            Registrations = [new(Harness.Base) { Context = "ctx" }],
            Contexts = new Dictionary<string, IMibView> { ["ctx"] = new TestView().Add("1.3.6.1.4.1.99999.1|0", MibValue.Counter32(7)) },
        };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        var seen = await master.AcceptSessionAsync();
        Assert.Equal("ctx", seen[1].Context);
        var get = new SearchPdu(PduType.Get, [new SearchRange(Harness.Base.Append(1, 0))]);
        Assert.Equal("Counter32 7", $"{(await master.AskAsync(get with { Context = "ctx" })).VarBinds[0].Value}");
    }

    [Fact]
    public async Task Addresses_are_tried_in_turn_and_the_most_telling_failure_is_reported()
    {
        AgentXAddress first = AgentXAddress.Parse("unix:/a"), second = AgentXAddress.Parse("unix:/b");
        await using var harness = new Harness { OverSockets = OverSockets, Addresses = [first, second] };
        harness.Connector.Failure = a => a == first ? SubagentReason.SocketMissing : SubagentReason.PermissionDenied;
        harness.Start();
        await harness.UntilAsync(SubagentState.Disconnected);
        Assert.Equal("PermissionDenied", harness.Observer.Reasons);
        Assert.Contains("unix:/a", harness.Observer.Statuses.First().Detail, StringComparison.Ordinal);

        harness.Connector.Failure = a => a == first ? SubagentReason.SocketMissing : null;
        var (master, _) = await harness.ReconnectAsync();
        Assert.Equal(second, master.Address);
    }

    [Fact]
    public async Task An_address_that_turns_us_down_gives_way_to_the_next()
    {
        AgentXAddress first = AgentXAddress.Parse("unix:/a"), second = AgentXAddress.Parse("unix:/b");
        await using var harness = new Harness { OverSockets = OverSockets, Addresses = [first, second] };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        Assert.Equal(first, master.Address);
        master.Dispose();
        (master, _) = await harness.ReconnectAsync();
        Assert.Equal(second, master.Address);
    }

    [Fact]
    public async Task A_TimeStamp_is_the_masters_sysUpTime_at_the_event()
    {
        await using var harness = new Harness
        {
            OverSockets = OverSockets,
            View = new TestView().Add("1.3.6.1.4.1.99999.1|0", (ref w) => w.TimeStamp(TimeSpan.FromSeconds(4)))
                .Add("1.3.6.1.4.1.99999.2|0", (ref w) => w.TimeStamp(TimeSpan.FromDays(4))),
        };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        master.SysUpTime = 1000;
        await master.AcceptSessionAsync();
        harness.Clock.Advance(TimeSpan.FromSeconds(3));
        var answer = await master.GetAsync("1.3.6.1.4.1.99999.1.0", "1.3.6.1.4.1.99999.2.0");
        Assert.Equal(["TimeTicks 900", "TimeTicks 0"], answer.VarBinds.Select(v => $"{v.Value}"));
    }

    private static async Task<Pdu> AcceptAsync(ScriptedMaster master)
    {
        var (header, pdu) = await master.ReceiveAsync();
        await master.AnswerAsync(header);
        return pdu;
    }
}
