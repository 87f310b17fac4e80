// What goes wrong with a master, and how the subagent comes back.
using AgentX.Tests.Support;
using AgentX.Wire;
using AgentX.Wire.Pdus;

namespace AgentX.Tests.Sessions;

public class ReconnectTests
{
    /// <summary>Every test of this class is run in memory, and again over real sockets.</summary>
    protected virtual bool OverSockets => false;

    [Fact]
    public async Task H01_at_the_end_of_the_stream_it_connects_opens_and_registers_again()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        master.Dispose();
        await harness.UntilAsync(SubagentState.Disconnected);

        var (next, after) = await harness.ReconnectAsync();
        Assert.InRange(after.TotalSeconds, 0, 1);
        await next.AcceptSessionAsync();
        await harness.UntilAsync(SubagentState.Serving);
        Assert.Equal("Registered ClosedByMaster Registered", harness.Observer.Reasons);
    }

    [Fact]
    public async Task H02_a_Close_of_the_masters_is_reported_with_its_reason()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        await master.SendAsync(new ClosePdu(CloseReason.ByManager), 0, 1);
        await harness.UntilAsync(SubagentState.Disconnected);

        Assert.Contains("ByManager (6)", harness.Observer.Statuses.Last().Detail, StringComparison.Ordinal);
        Assert.Null(await master.TryReceiveAsync());
    }

    [Fact]
    public async Task H03_a_master_that_closes_at_once_is_not_stormed_and_reported_once()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        harness.Connector.Prepare = near =>
        {
            near.Dispose();
            return near;
        };
        harness.Start();
        await harness.Clock.AdvanceUntilAsync(
            TimeSpan.FromMilliseconds(100), () => harness.Clock.GetUtcNow() >= harness.Clock.Start + TimeSpan.FromSeconds(10), "10 s have passed");

        Assert.InRange(harness.Connector.Attempts, 3, 20);
        Assert.Equal("ConnectionLost", harness.Observer.Reasons);
    }

    [Fact]
    public async Task H04_an_Open_that_is_not_answered_ends_after_10_seconds()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        await master.ReceiveAsync<OpenPdu>();

        var after = await harness.Clock.AdvanceUntilAsync(
            TimeSpan.FromMilliseconds(250), () => harness.Subagent.Status.State == SubagentState.Disconnected, "it gives up");
        Assert.InRange(after.TotalSeconds, 9.5, 11);
        Assert.Equal("NoAnswer", harness.Observer.Reasons);
        Assert.Equal(CloseReason.Timeouts, (await master.ReceiveAsync<ClosePdu>()).Pdu.Reason);
        Assert.Null(await master.TryReceiveAsync());
    }

    [Theory]
    [InlineData(1)] // AddAgentCaps
    [InlineData(2)] // Register
    public async Task H04_what_follows_Open_and_is_not_answered_ends_the_session_after_10_seconds(int answered)
    {
        await using var harness = new Harness { OverSockets = OverSockets, Capabilities = [new(Harness.Base.Append(90), "mine")] };
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        for (var i = 0; i < answered; i++)
            await master.AnswerAsync((await master.ReceiveAsync()).Header);
        await master.ReceiveAsync();

        var after = await harness.Clock.AdvanceUntilAsync(
            TimeSpan.FromMilliseconds(250), () => harness.Subagent.Status.State == SubagentState.Disconnected, "it gives up");
        Assert.InRange(after.TotalSeconds, 9.5, 11);
        Assert.Equal("NoAnswer", harness.Observer.Reasons);
        Assert.Equal(CloseReason.Timeouts, (await master.ReceiveAsync<ClosePdu>()).Pdu.Reason);

        var (next, _) = await harness.ReconnectAsync();
        await next.AcceptSessionAsync(capabilities: 1);
        await harness.UntilAsync(SubagentState.Serving);
    }

    [Fact]
    public async Task H05_an_idle_master_is_pinged_after_15_seconds_and_replaced_after_30_more()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        var ping = master.ReceiveAsync<EmptyPdu>();
        var idle = await harness.Clock.AdvanceUntilAsync(TimeSpan.FromMilliseconds(250), () => ping.IsCompleted, "it pings");
        Assert.InRange(idle.TotalSeconds, 14.5, 16);
        Assert.Equal(PduType.Ping, (await ping).Pdu.Type);

        var patience = await harness.Clock.AdvanceUntilAsync(
            TimeSpan.FromMilliseconds(250), () => harness.Subagent.Status.State == SubagentState.Disconnected, "it gives up");
        Assert.InRange(patience.TotalSeconds, 29.5, 31);
        Assert.Equal("Registered PingTimeout", harness.Observer.Reasons);

        var (next, _) = await harness.ReconnectAsync();
        await next.AcceptSessionAsync();
        await harness.UntilAsync(SubagentState.Serving);
    }

    [Fact]
    public async Task H05_requests_are_a_sign_of_life_and_spare_the_ping()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        for (var i = 0; i < 10; i++)
        {
            harness.Clock.Advance(TimeSpan.FromSeconds(14));
            Assert.Equal(AgentXError.None, (await master.GetAsync("1.3.6.1.4.1.99999.1.0")).Error);
        }
    }

    [Fact]
    public async Task H06_stopped_it_says_Close_for_shutdown_and_waits_for_the_answer()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        harness.Stop();
        var (header, close) = await master.ReceiveAsync<ClosePdu>();
        Assert.Equal(CloseReason.Shutdown, close.Reason);
        Assert.False(harness.Running.IsCompleted);
        await master.AnswerAsync(header);
        await harness.Running.Within();

        Assert.Null(await master.TryReceiveAsync());
        Assert.Equal("Registered Shutdown", harness.Observer.Reasons);
    }

    [Fact]
    public async Task H06_stopped_it_leaves_after_a_second_without_an_answer()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        harness.Stop();
        await master.ReceiveAsync<ClosePdu>();
        var after = await harness.Clock.AdvanceUntilAsync(TimeSpan.FromMilliseconds(100), () => harness.Running.IsCompleted, "it leaves");
        Assert.InRange(after.TotalSeconds, 0.8, 2);
    }

    [Fact]
    public async Task H07_a_missing_socket_is_reported_once_and_used_when_it_appears()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        harness.Connector.Failure = _ => SubagentReason.SocketMissing;
        harness.Start();
        await harness.Clock.AdvanceUntilAsync(TimeSpan.FromMilliseconds(500), () => harness.Connector.Attempts > 20, "it tried often");
        harness.Connector.Failure = _ => null;

        var (master, after) = await harness.ReconnectAsync();
        Assert.InRange(after.TotalSeconds, 0, 2.6);
        await master.AcceptSessionAsync();
        await harness.UntilAsync(SubagentState.Serving);
        Assert.Equal("SocketMissing Registered", harness.Observer.Reasons);
    }

    [Fact]
    public async Task H08_a_ping_answered_20_seconds_late_is_good()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        var ping = master.ReceiveAsync<EmptyPdu>();
        await harness.Clock.AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => ping.IsCompleted, "it pings");
        harness.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(AgentXError.None, (await master.GetAsync("1.3.6.1.4.1.99999.1.0")).Error); // The wait for it blocks nothing.
        await master.AnswerAsync((await ping).Header);

        Assert.Equal(AgentXError.None, (await master.GetAsync("1.3.6.1.4.1.99999.1.0")).Error);
        Assert.Equal("Registered", harness.Observer.Reasons);
    }

    [Fact]
    public async Task H10_a_jump_of_the_wall_clock_changes_nothing()
    {
        await using var harness = new Harness { OverSockets = OverSockets };
        var master = await harness.ServeAsync();
        harness.Clock.AdjustTime(harness.Clock.GetUtcNow() + TimeSpan.FromDays(400));

        Assert.Equal(AgentXError.None, (await master.GetAsync("1.3.6.1.4.1.99999.1.0")).Error);
        Assert.Equal("Registered", harness.Observer.Reasons);
    }
}
