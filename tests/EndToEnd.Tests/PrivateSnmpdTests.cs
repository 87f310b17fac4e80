// The harness itself: an snmpd of a test's own.

using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class PrivateSnmpdTests
{
    private const string SysLocation = ".1.3.6.1.2.1.1.6.0";
    private const string ATest = "STRING: \"a test\"";
    private const string ExecNames = ".1.3.6.1.4.1.2021.8.1.2";
    private const string ExecOutputs = ".1.3.6.1.4.1.2021.8.1.101";

    [Fact]
    public async Task It_answers_what_its_configuration_says()
    {
        await using var snmpd = await PrivateSnmpd.StartAsync(new SnmpdOptions { Lines = ["sysLocation a test"] });

        Assert.Equal(ATest, await snmpd.Tools.ValueAsync(SysLocation));
    }

    [Fact]
    public async Task It_returns_on_the_same_port_after_a_stop_and_after_a_crash()
    {
        await using var snmpd = await PrivateSnmpd.StartAsync(new SnmpdOptions { Lines = ["sysLocation a test"] });

        await snmpd.StopAsync();
        await snmpd.StartAgainAsync();
        Assert.Equal(ATest, await snmpd.Tools.ValueAsync(SysLocation));

        await snmpd.KillAsync();
        await snmpd.StartAgainAsync();
        Assert.Equal(ATest, await snmpd.Tools.ValueAsync(SysLocation));
    }

    [Fact]
    public async Task It_listens_for_subagents_on_both_sockets()
    {
        await using var snmpd = await PrivateSnmpd.StartAsync(new SnmpdOptions { AgentXTcp = true });

        Assert.True(File.Exists(snmpd.AgentX["unix:".Length..]));
        Assert.DoesNotContain("Error", snmpd.Log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_runs_the_programs_of_exec_lines()
    {
        await using var snmpd = await PrivateSnmpd.StartAsync(new SnmpdOptions { Lines = ["exec answer /bin/echo 42"] });

        Assert.Equal("STRING: \"answer\"", await snmpd.Tools.ValueAsync(ExecNames + ".1"));
        Assert.Equal("STRING: \"42\"", await snmpd.Tools.ValueAsync(ExecOutputs + ".1"));
    }

    [Fact]
    public async Task It_knows_users_of_version_3()
    {
        await using var snmpd = await PrivateSnmpd.StartAsync(new SnmpdOptions
        {
            Lines = ["sysLocation a test", "createUser reader SHA first-secret AES second-secret", "rouser reader priv"],
        });
        var reader = snmpd.ToolsAs("-v3", "-u", "reader", "-l", "authPriv", "-a", "SHA", "-A", "first-secret", "-x", "AES", "-X", "second-secret");

        Assert.Equal(ATest, await reader.ValueAsync(SysLocation));
    }
}
