// What a subagent asks of the real snmpd: sysORTable, notifications, indexes, contexts, priorities, duplicates.
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AgentX.Tests.Support;

namespace AgentX.Tests.Master;

public class AdministrationTests
{
    private const string SysOrId = "1.3.6.1.2.1.1.9.1.2";
    private static readonly ObjectIdentifier Root = ObjectIdentifier.Parse(ServedMaster.Root);

    [Fact]
    public async Task S16_capabilities_are_a_row_of_sysORTable_while_the_subagent_runs()
    {
        using var master = await StartAsync();
        var options = Options(master.Tcp, new SampleView(Root, 1, 0));
        await using (var subagent = new RunningSubagent(options))
        {
            await subagent.UntilAsync(SubagentState.Serving);
            Assert.Contains($"{Root}.90", await master.WalkAsync(SysOrId), StringComparison.Ordinal);

            subagent.Subagent.Capabilities = [new AgentCapabilities(Root.Append(91), "other")];
            await Deadline.UntilAsync(
                async () => await master.WalkAsync(SysOrId) is var rows
                    && rows.Contains($"{Root}.91", StringComparison.Ordinal) && !rows.Contains($"{Root}.90", StringComparison.Ordinal),
                "the row is replaced", TimeSpan.FromSeconds(10));
        }

        Assert.DoesNotContain($"{Root}.9", await master.WalkAsync(SysOrId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S17_a_notification_is_sent_on_with_the_masters_sysUpTime()
    {
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var master = await StartAsync($"trap2sink 127.0.0.1:{((IPEndPoint)receiver.Client.LocalEndPoint!).Port} public");
        await using var subagent = new RunningSubagent(Options(master.Unix, new SampleView(Root, 1, 0)));
        await subagent.UntilAsync(SubagentState.Serving);

        var before = await SysUpTimeAsync(master);
        await subagent.Subagent.NotifyAsync(Root.Append(0, 7), [new VarBind(Root.Append(1, 1, 0), MibValue.OctetString("told"u8))], cancellation: TestContext.Current.CancellationToken);
        byte[] sysUpTime = [0x06, 0x08, 0x2B, 6, 1, 2, 1, 1, 3, 0, 0x43], told = [0x04, 4, .. "told"u8];
        byte[] trap;
        do
        {
            // The master sends a coldStart of its own first.
            trap = (await receiver.ReceiveAsync(TestContext.Current.CancellationToken).AsTask().Within()).Buffer;
        }
        while (trap.AsSpan().IndexOf(told) < 0);

        // The TimeTicks, as a length and that many octets (BER).
        var ticks = trap.AsSpan(trap.AsSpan().IndexOf(sysUpTime) + sysUpTime.Length);
        var uptime = 0L;
        foreach (var octet in ticks[1..(1 + ticks[0])])
            uptime = (uptime << 8) | octet;
        Assert.InRange(uptime, before, await SysUpTimeAsync(master));
    }

    [Fact]
    public async Task H09_a_second_instance_waits_for_the_first_and_takes_over()
    {
        using var master = await StartAsync();
        var first = new RunningSubagent(Options(master.Unix, new SampleView(Root, 1, 0)));
        await first.UntilAsync(SubagentState.Serving);
        await using var second = new RunningSubagent(Options(master.Unix, new SampleView(Root, 2, 0)));
        await second.UntilAsync(SubagentState.RegistrationPending);
        Assert.Equal(SubagentReason.DuplicateRegistration, second.Subagent.Status.Reason);
        Assert.Contains("No Such", await master.GetAsync($"{Root}.1.2.0"), StringComparison.Ordinal);

        await first.DisposeAsync();
        await second.UntilAsync(SubagentState.Serving);
        Assert.Contains("Counter32: 2", await master.GetAsync($"{Root}.1.2.0"), StringComparison.Ordinal);
        Assert.Equal("DuplicateRegistration Registered", second.Observer.Reasons);
    }

    [Fact]
    public async Task Columns_registered_at_a_better_priority_hide_another_subagents()
    {
        using var master = await StartAsync();
        await using var other = new RunningSubagent(new SubagentOptions
        {
            Addresses = [master.Unix],
            Registrations = [.. Enumerable.Range(2, 5).Select(c => new Registration(Root.Append(2, 1, (uint)c)))],
            View = new SampleView(Root, 0, 3),
            Observer = new RecordingObserver(),
        });
        await other.UntilAsync(SubagentState.Serving);
        await using var better = new RunningSubagent(new SubagentOptions
        {
            Addresses = [master.Tcp],
            Registrations = [.. new[] { 3u, 5u }.Select(c => new Registration(Root.Append(2, 1, c)) { Priority = 100 })],
            View = new TestView().Add($"{Root}.2.1.3|9", MibValue.Integer32(39)).Add($"{Root}.2.1.5|9", MibValue.Integer32(59)),
            Observer = new RecordingObserver(),
        });
        await better.UntilAsync(SubagentState.Serving);
        Assert.Equal(
            "2.1 2.2 2.3 3.9 4.1 4.2 4.3 5.9 6.1 6.2 6.3",
            await ColumnsAsync(master));

        better.Subagent.Registrations = [.. better.Subagent.Registrations.Skip(1)];
        await Deadline.UntilAsync(
            async () => await ColumnsAsync(master) == "2.1 2.2 2.3 3.1 3.2 3.3 4.1 4.2 4.3 5.9 6.1 6.2 6.3", "column 3 is given back", TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Indexes_are_allocated_by_the_master()
    {
        using var master = await StartAsync();
        await using var subagent = new RunningSubagent(Options(master.Unix, new SampleView(Root, 1, 0)));
        await subagent.UntilAsync(SubagentState.Serving);
        var index = Root.Append(3, 1, 1);
        var cancellation = TestContext.Current.CancellationToken;
        var given = await subagent.Subagent.AllocateIndexesAsync([new VarBind(index, MibValue.Integer32(5))], IndexChoice.Given, cancellation: cancellation);
        Assert.Equal(5, given[0].Value.Number);
        var free = await subagent.Subagent.AllocateIndexesAsync([new VarBind(index, MibValue.Integer32(0))], IndexChoice.New, cancellation: cancellation);
        Assert.NotEqual(5, free[0].Value.Number);
        await Assert.ThrowsAsync<AgentXException>(() =>
            subagent.Subagent.AllocateIndexesAsync([new VarBind(index, MibValue.Integer32(5))], IndexChoice.Given, cancellation: cancellation));
        await subagent.Subagent.DeallocateIndexesAsync(given, cancellation: cancellation);
    }

    [Fact]
    public async Task A_context_is_served_to_those_who_ask_for_it()
    {
        using var master = await StartAsync("createUser walker SHA authpassword AES privpassword\nrwuser -s usm walker priv .1 ctx");
        await using var subagent = new RunningSubagent(new SubagentOptions
        {
            Addresses = [master.Unix],
            Registrations = [new Registration(Root) { Context = "ctx" }],
            View = new TestView(),
            ContextViews = new Dictionary<string, IMibView> { ["ctx"] = new SampleView(Root, 3, 0) },
            Observer = new RecordingObserver(),
        });
        await subagent.UntilAsync(SubagentState.Serving);
        string[] user = ["-v3", "-uwalker", "-lauthPriv", "-aSHA", "-Aauthpassword", "-xAES", "-Xprivpassword", "-nctx"];
        Assert.Contains("Counter32: 3", await master.ToolAsync("snmpget", user, [], [$"{Root}.1.3.0"]), StringComparison.Ordinal);
        Assert.Contains("No Such", await master.GetAsync($"{Root}.1.3.0"), StringComparison.Ordinal);
    }

    private static async Task<Snmpd> StartAsync(string extra = "")
    {
        Assert.SkipUnless(Snmpd.IsInstalled, Snmpd.NotInstalled);
        return await new Snmpd(extra).StartAsync();
    }

    /// <summary>The master's sysUpTime in hundredths of a second.</summary>
    private static async Task<long> SysUpTimeAsync(Snmpd master) =>
        long.Parse((await master.GetAsync("1.3.6.1.2.1.1.3.0")).Split('(', ')')[1], CultureInfo.InvariantCulture);

    private static SubagentOptions Options(AgentXAddress address, IMibView view) => new()
    {
        Addresses = [address],
        Module = Root,
        Description = "AgentX.Tests",
        Registrations = [new Registration(Root)],
        Capabilities = [new AgentCapabilities(Root.Append(90), "capabilities of AgentX.Tests")],
        View = view,
        Observer = new RecordingObserver(),
    };

    /// <summary>The table's instances as "column.row".</summary>
    private static async Task<string> ColumnsAsync(Snmpd master) =>
        string.Join(' ', (await master.WalkAsync($"{Root}.2")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split(' ')[0][$".{Root}.2.1.".Length..]));
}
