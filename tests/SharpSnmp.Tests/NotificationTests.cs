// Our notifications as a manager's trap listener hears them, in every form that snmpd can give them.

using System.Text;
using EndToEnd.Tests.Harness;
using Lextm.SharpSnmpLib;
using Lextm.SharpSnmpLib.Messaging;
using SharpSnmp.Tests.Managing;

namespace SharpSnmp.Tests;

public sealed class NotificationTests : IDisposable
{
    private const uint Limit = 3600;

    private readonly TempDirectory _directory = new();
    private readonly TrapListener _listener = new();

    private string LogFile => _directory["mail.log"];

    [Fact]
    public async Task A_trap_of_version_2c()
    {
        var trap = Assert.IsType<TrapV2Message>(await ReceivedAsync($"trap2sink {_listener.Address} public"));

        Assert.Equal(VersionCode.V2, trap.Version);
        Assert.Equal(StatsMib.Root + ".0.1", $".{trap.Enterprise}");
        AssertLogSilent(trap.Variables());
    }

    [Fact]
    public async Task An_inform_of_version_2c()
    {
        var inform = Assert.IsType<InformRequestMessage>(await ReceivedAsync($"informsink {_listener.Address} public"));

        Assert.Equal(StatsMib.Root + ".0.1", $".{inform.Enterprise}");
        AssertLogSilent(inform.Variables());
    }

    [Fact]
    public async Task A_trap_of_version_1_has_the_module_as_its_enterprise()
    {
        var trap = Assert.IsType<TrapV1Message>(await ReceivedAsync($"trapsink {_listener.Address} public"));

        // RFC 3584, section 3.2: the zero before the last sub-identifier is what makes this translation possible.
        Assert.Equal(StatsMib.Root, $".{trap.Enterprise}");
        Assert.Equal((GenericCode.EnterpriseSpecific, 1), (trap.Generic, trap.Specific));
        AssertLogSilent(trap.Variables());
    }

    [Fact]
    public async Task A_trap_of_version_3_is_authenticated_and_encrypted()
    {
        var trap = Assert.IsType<TrapV2Message>(await ReceivedAsync(
            UserManager.CreateUser, $"trapsess {UserManager.SessionOptions} {_listener.Address}"));

        Assert.Equal(VersionCode.V3, trap.Version);
        Assert.Equal(Levels.Authentication | Levels.Privacy, trap.Header.SecurityLevel);
        Assert.Equal(UserManager.Name, trap.Parameters.UserName?.ToString());
        Assert.Equal(StatsMib.Root + ".0.1", $".{trap.Enterprise}");
        AssertLogSilent(trap.Variables());
    }

    public void Dispose()
    {
        _listener.Dispose();
        _directory.Dispose();
    }

    // A log that has been silent for long, and the notification of it.
    private async Task<ISnmpMessage> ReceivedAsync(params string[] snmpdLines)
    {
        _directory.Write("mail.log", "Nov 23 01:00:00 mail postfix/pickup[1]: 4Zx: uid=0 from=<root>\n");
        File.SetLastWriteTimeUtc(LogFile, DateTime.UnixEpoch.AddDays(20_000));
        await using var snmpd = await PrivateSnmpd.StartAsync(new SnmpdOptions { Lines = snmpdLines });
        await using var daemon = new StatsDaemon(Path.Combine(_directory.Make("state"), "state"), LogFile, snmpd.AgentX)
        {
            Settings = $$"""{ "notify-log-silent": {{Limit}} }""",
        };
        daemon.Start();
        return await _listener.ReceiveAsync();
    }

    // postfixStatsLogSource, postfixStatsLogSilence, postfixStatsLogSilenceLimit: in this order, as the module lists them.
    private void AssertLogSilent(IList<Variable> objects)
    {
        Assert.Equal(
            [StatsMib.Health(2), StatsMib.Root + ".19.1.0", StatsMib.Root + ".19.2.0"], objects.Select(value => $".{value.Id}"));
        Assert.Equal(LogFile, Assert.IsType<OctetString>(objects[0].Data).ToString(Encoding.UTF8));
        Assert.InRange(Assert.IsType<Gauge32>(objects[1].Data).ToUInt32(), Limit, uint.MaxValue);
        Assert.Equal(Limit, Assert.IsType<Gauge32>(objects[2].Data).ToUInt32());
    }
}
