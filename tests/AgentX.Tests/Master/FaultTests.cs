// The real snmpd killed, restarted, stopped, busy, reached through a bad line.
using AgentX.Tests.Support;

namespace AgentX.Tests.Master;

public class FaultTests
{
    private static readonly ObjectIdentifier Root = ObjectIdentifier.Parse(ServedMaster.Root);
    private static readonly string First = $"{Root}.1.1.0";

    [Theory]
    [InlineData("KILL", false)] // X01
    [InlineData("TERM", false)] // X02
    [InlineData("KILL", true)]
    public async Task X01_X02_a_master_that_was_restarted_is_served_again(string signal, bool tcp)
    {
        using var master = await StartAsync();
        await using var subagent = Serve(tcp ? master.Tcp : master.Unix);
        await subagent.UntilAsync(SubagentState.Serving);
        for (var restart = 0; restart < 2; restart++)
        {
            await master.StopAsync(signal);
            await subagent.UntilAsync(SubagentState.Disconnected);
            await master.StartAsync();
            await ServedAsync(master);
        }

        // While it was gone: closed, and then refused or missing, each said once.
        Assert.Equal(3, subagent.Observer.Statuses.Count(s => s.State == SubagentState.Serving));
        Assert.InRange(subagent.Observer.Statuses.Count, 5, 9);
    }

    [Fact]
    public async Task X03_a_master_that_reloads_keeps_its_session()
    {
        using var master = await StartAsync();
        await using var subagent = Serve(master.Unix);
        await subagent.UntilAsync(SubagentState.Serving);
        await master.SignalAsync("HUP");
        await ServedAsync(master);
        Assert.Equal("Registered", subagent.Observer.Reasons);
    }

    [Fact]
    public async Task X04_a_session_outlives_its_socket_file_and_finds_the_next_one()
    {
        using var master = await StartAsync();
        await using var subagent = Serve(master.Unix);
        await subagent.UntilAsync(SubagentState.Serving);
        File.Delete(master.Directory + "/master");
        await ServedAsync(master);
        await master.StopAsync("KILL");
        await Deadline.UntilAsync(() => subagent.Subagent.Status.Reason == SubagentReason.SocketMissing, "the socket is missing");
        await master.StartAsync();
        await ServedAsync(master);
    }

    [Fact]
    public async Task X05_a_master_that_was_stopped_for_a_minute_has_one_session()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("AGENTX_LONG") == "1", "takes more than a minute: AGENTX_LONG=1");
        using var master = await StartAsync();
        await using var subagent = Serve(master.Unix);
        await subagent.UntilAsync(SubagentState.Serving);
        await master.SignalAsync("STOP");
        await Task.Delay(TimeSpan.FromSeconds(60), TimeProvider.System, TestContext.Current.CancellationToken);
        await master.SignalAsync("CONT");
        await Deadline.UntilAsync(() => subagent.Subagent.Status.State == SubagentState.Serving, "it serves");
        await ServedAsync(master);
        Assert.Single((await master.WalkAsync("1.3.6.1.4.1.8072.1.2.1.1.4")).Split('\n'), l => l.Contains("AgentX subagent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task X06_a_master_that_is_busy_for_5_seconds_keeps_its_session()
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, "#!/bin/sh\nsleep 5\necho $2; echo integer; echo 1\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var master = await StartAsync($"pass .1.3.6.1.4.1.8072.9999.9999.1 {script}");
        await using var subagent = Serve(master.Unix);
        await subagent.UntilAsync(SubagentState.Serving);
        var busy = master.ToolAsync("snmpget", ["-t", "10"], "1.3.6.1.4.1.8072.9999.9999.1.0");
        Assert.Contains("Counter32: 1", await master.ToolAsync("snmpget", ["-t", "10"], First), StringComparison.Ordinal);
        Assert.Contains("INTEGER: 1", await busy, StringComparison.Ordinal);
        Assert.Equal("Registered", subagent.Observer.Reasons);
        File.Delete(script);
    }

    [Fact]
    public async Task X07_a_subagent_that_is_killed_under_load_is_replaced_and_the_master_lives()
    {
        using var master = await StartAsync();
        for (var kill = 0; kill < 3; kill++)
        {
            using var sample = Sample.Start(master.Unix, scalars: 5, rows: 200);
            await ServedAsync(master);
            var walks = Enumerable.Range(0, 4).Select(_ => master.WalkAsync($"{Root}")).ToArray();
            sample.Kill();
            await sample.WaitForExitAsync(TestContext.Current.CancellationToken).Within();
            await Task.WhenAll(walks);
        }

        await using var subagent = Serve(master.Unix);
        await subagent.UntilAsync(SubagentState.Serving);
        await ServedAsync(master);
        Assert.False(master.HasExited);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(7, 0)]
    [InlineData(4096, 3000)]
    public async Task X09_a_line_that_splits_delays_and_breaks_is_survived(int piece, int breakAfter)
    {
        using var master = await StartAsync();
        using var line = new BadLine(master.Tcp, piece, breakAfter);
        await using var subagent = Serve(line.Address);
        await subagent.UntilAsync(SubagentState.Serving);
        for (var walk = 0; walk < 5; walk++)
        {
            await ServedAsync(master);
            await master.WalkAsync($"{Root}.2");
        }

        await ServedAsync(master);
        if (breakAfter == 0)
            Assert.Equal("Registered", subagent.Observer.Reasons);
        else
            Assert.Contains("ClosedByMaster Registered", subagent.Observer.Reasons.Replace("ConnectionLost", "ClosedByMaster", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task X12_a_master_with_other_timeouts_is_served_alike()
    {
        using var master = await StartAsync("agentXTimeout 3\nagentXRetries 0");
        await using var subagent = Serve(master.Unix);
        await subagent.UntilAsync(SubagentState.Serving);
        await ServedAsync(master);
    }

    [Fact]
    public async Task X13_of_two_addresses_the_one_with_a_master_is_used_and_the_other_when_it_moves()
    {
        using var first = await StartAsync();
        using var second = new Snmpd();
        await using var subagent = Serve(second.Unix, first.Unix);
        await subagent.UntilAsync(SubagentState.Serving);
        await ServedAsync(first);
        await first.StopAsync("KILL");
        await second.StartAsync();
        await ServedAsync(second);
    }

    [Fact]
    public async Task X14_restarts_leave_no_handles_behind()
    {
        using var master = await StartAsync();
        await using var subagent = Serve(master.Unix);
        var handles = 0;
        for (var restart = 0; restart < Fuzz.Rounds(4, 100); restart++)
        {
            await ServedAsync(master);
            if (restart == 1)
                handles = Sockets();
            await master.StopAsync("KILL");
            await master.StartAsync();
        }

        await ServedAsync(master);
        Assert.InRange(Sockets(), 1, handles);

        int Sockets() => Directory.GetFiles("/proc/net", "unix").Sum(f => File.ReadLines(f).Count(l => l.EndsWith(master.Directory + "/master", StringComparison.Ordinal)));
    }

    private static async Task<Snmpd> StartAsync(string extra = "")
    {
        Assert.SkipUnless(Snmpd.IsInstalled, Snmpd.NotInstalled);
        return await new Snmpd(extra).StartAsync();
    }

    private static RunningSubagent Serve(params AgentXAddress[] addresses) => new(new SampleView(Root, 5, 20), Root, addresses);

    private static async Task ServedAsync(Snmpd master)
    {
        var answer = "";
        try
        {
            await Deadline.UntilAsync(
                async () => (answer = await master.GetAsync(First)).Contains("Counter32: 1", StringComparison.Ordinal), "it is served", TimeSpan.FromSeconds(30));
        }
        catch (Xunit.Sdk.XunitException e)
        {
            Assert.Fail($"{e.Message}: {answer}\n{master.Log()}");
        }
    }
}
