// From connecting to serving and back, RFC 2741 sections 7.1.1 to 7.1.9.
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Sessions;

public class LifecycleTests
{
    /// <summary>Every test of this class is run in memory, and again over real sockets.</summary>
    protected virtual bool OverSockets => false;

    [Fact]
    public async Task A01_A08_it_opens_with_its_own_id_and_description_then_registers_then_serves()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();

        Assert.Equal("Counter32 42", $"{(await master.GetAsync("1.3.6.1.4.1.99999.1.0")).VarBinds[0].Value}");
        Assert.Equal("Registered", harness.Observer.Reasons);
        Assert.EndsWith($": the master has registered {Harness.Base}", harness.Observer.Statuses.Single().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A03_registrations_have_their_fields_and_packet_ids_of_their_own()
    {
        await using var harness = new Harness { OverSockets = OverSockets, Registrations = [new(Harness.Base), new(Harness.Base.Append(5)) { Priority = 100 }] };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        var (open, openPdu) = await master.ReceiveAsync<OpenPdu>();
        await master.AnswerAsync(open);
        var (first, firstPdu) = await master.ReceiveAsync<RegisterPdu>();
        await master.AnswerAsync(first);
        var (second, secondPdu) = await master.ReceiveAsync<RegisterPdu>();
        await master.AnswerAsync(second);

        Assert.Equal(new OpenPdu(0, Harness.Base, "test 1.0"), openPdu);
        Assert.Equal(new RegisterPdu(0, 127, 0, Harness.Base, 0), firstPdu);
        Assert.Equal(new RegisterPdu(0, 100, 0, Harness.Base.Append(5), 0), secondPdu);
        Assert.Equal(3, new HashSet<uint> { open.PacketId, first.PacketId, second.PacketId }.Count);
        Assert.Equal((0u, 0x11u, 0x11u), (open.SessionId, first.SessionId, second.SessionId));
        await harness.UntilAsync(SubagentState.Serving);
        Assert.EndsWith($": the master has registered {Harness.Base} and 1 more", harness.Observer.Statuses.Single().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A05_a_refused_Open_is_tried_again()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        var (open, _) = await master.ReceiveAsync<OpenPdu>();
        await master.AnswerAsync(open, AgentXError.OpenFailed);
        await harness.UntilAsync(SubagentState.Disconnected);

        var (next, _) = await harness.ReconnectAsync();
        await next.AcceptSessionAsync();
        await harness.UntilAsync(SubagentState.Serving);
        Assert.Equal("OpenFailed Registered", harness.Observer.Reasons);
    }

    [Fact]
    public async Task A06_a_duplicate_registration_is_tried_again_every_5_to_15_seconds_in_the_same_session()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        await master.AcceptSessionAsync(registrations: 0);
        var (first, _) = await master.ReceiveAsync<RegisterPdu>();
        await master.AnswerAsync(first, AgentXError.DuplicateRegistration);
        await harness.UntilAsync(SubagentState.RegistrationPending);
        Assert.EndsWith(
            $": {Harness.Base} at priority 127 is registered already, by another subagent or by a connection of ours that the master has not missed yet",
            harness.Observer.Statuses.Single().Detail,
            StringComparison.Ordinal);
        foreach (var answer in new[] { AgentXError.DuplicateRegistration, AgentXError.None })
        {
            var again = master.ReceiveAsync<RegisterPdu>();
            var after = await harness.Clock.AdvanceUntilAsync(TimeSpan.FromMilliseconds(250), () => again.IsCompleted, "it registers again");
            Assert.InRange(after.TotalSeconds, 4.5, 16);
            await master.AnswerAsync((await again).Header, answer);
        }

        await harness.UntilAsync(SubagentState.Serving);
        Assert.Equal("DuplicateRegistration Registered", harness.Observer.Reasons);
        Assert.Equal(harness.Registrations, harness.Subagent.Status.Registered);
    }
}
