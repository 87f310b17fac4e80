// The real snmpd killed, restarted, stopped, busy, reached through a bad line.
using System.Globalization;
using AgentX.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AgentX.Tests.Master;

public class FaultTests
{
    private const string SysUpTime = "1.3.6.1.2.1.1.3.0";
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
        var clock = new FakeTimeProvider();
        using var master = await StartAsync();
        await using var subagent = new RunningSubagent(new SubagentOptions
        {
            Addresses = [master.Unix],
            Registrations = [new Registration(Root)],
            View = new SampleView(Root, 5, 20),
            Observer = new RecordingObserver(),
            Clock = clock,
        });
        await subagent.UntilAsync(SubagentState.Serving);

        // The master stands still, the minute passes on the subagent's clock.
        await master.SignalAsync("STOP");
        var stopped = clock.GetTimestamp();
        await clock.AdvanceUntilAsync(
            TimeSpan.FromMilliseconds(250), () => clock.GetElapsedTime(stopped) >= TimeSpan.FromSeconds(60), "a minute has passed");
        Assert.StartsWith("Registered PingTimeout", subagent.Observer.Reasons, StringComparison.Ordinal);

        await master.SignalAsync("CONT");
        await clock.AdvanceUntilAsync(
            TimeSpan.FromMilliseconds(10), () => subagent.Subagent.Status.State == SubagentState.Serving, "it serves again");
        await ServedAsync(master);
        await Deadline.UntilAsync(async () => (await SessionsAsync(master)).Length == 1, "there is one session", TimeSpan.FromSeconds(10));
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

    [Fact]
    public async Task X08_a_subagent_that_stands_still_stops_the_master_too_until_it_is_killed()
    {
        using var master = await StartAsync();
        using var sample = Sample.Start(master.Unix, scalars: 5, rows: 20);
        try
        {
            await ServedAsync(master);
            await Snmpd.SignalAsync("STOP", sample.Id);

            // net-snmp sends without a limit of time, and each question again and again, until the socket holds no more of them.
            var question = 0;
            await Deadline.UntilAsync(
                async () =>
                {
                    for (var more = 0; more < 600; more++)
                        await master.AskAsync(First, ++question);
                    return (await master.ToolAsync("snmpget", ["-r", "0"], SysUpTime)).Contains("Timeout", StringComparison.Ordinal);
                },
                "the master answers nobody", TimeSpan.FromSeconds(20));
        }
        finally
        {
            // What systemd does when the watchdog is not fed any more.
            sample.Kill();
            await sample.WaitForExitAsync(TestContext.Current.CancellationToken).Within();
        }

        await Deadline.UntilAsync(
            async () => (await master.GetAsync(SysUpTime)).Contains("Timeticks", StringComparison.Ordinal), "the master answers", TimeSpan.FromSeconds(30));
        await using var subagent = Serve(master.Unix);
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
    public async Task X10_a_subagent_without_a_free_file_descriptor_says_so_once_and_connects_when_it_has_one()
    {
        using var master = await StartAsync();
        using var sample = Sample.Start(master.Unix, scalars: 5, rows: 20);
        try
        {
            // After a session and a failure its runtime has opened all files that it ever needs; from then on each socket is one too many (EMFILE).
            Assert.StartsWith("Serving: Registered: ", await LineAsync(), StringComparison.Ordinal);
            await master.StopAsync("KILL");
            Assert.StartsWith("Disconnected: ClosedByMaster: ", await LineAsync(), StringComparison.Ordinal);
            Assert.StartsWith("Disconnected: Refused: ", await LineAsync(), StringComparison.Ordinal);
            await LimitAsync("1");
            Assert.StartsWith($"Disconnected: Unreachable: {master.Unix}: no file descriptor is left ", await LineAsync(), StringComparison.Ordinal);
            await master.StartAsync();
            Assert.Contains("No Such", await master.GetAsync(First), StringComparison.Ordinal);
            await LimitAsync("1024");
            Assert.StartsWith("Serving: Registered: ", await LineAsync(), StringComparison.Ordinal);
            await ServedAsync(master);
        }
        finally
        {
            sample.Kill();
            await sample.WaitForExitAsync(TestContext.Current.CancellationToken).Within();
        }

        async Task<string> LineAsync() => await sample.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Within() ?? "";

        // The soft limit alone, which its owner may raise again.
        Task LimitAsync(string files) => Snmpd.RunAsync("prlimit", "--pid", sample.Id.ToString(CultureInfo.InvariantCulture), $"--nofile={files}:");
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

    /// <summary>The registrations that the master lists (NET-SNMP-AGENT-MIB::nsModuleName).</summary>
    private static async Task<string[]> SessionsAsync(Snmpd master) =>
        [.. (await master.WalkAsync("1.3.6.1.4.1.8072.1.2.1.1.4")).Split('\n').Where(l => l.Contains("AgentX subagent", StringComparison.Ordinal))];

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
