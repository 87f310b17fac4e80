// Nothing of ours can be set, whoever may write elsewhere.

using EndToEnd.Tests.Harness;
using Lextm.SharpSnmpLib;
using SharpSnmp.Tests.Managing;

namespace SharpSnmp.Tests;

public sealed class SettingTests
{
    private const string SmtpDeliveries = StatsMib.Root + ".1.3.0";
    private const string SysLocation = ".1.3.6.1.2.1.1.6.0";

    [Theory]
    [InlineData(VersionCode.V1, ErrorCode.NoSuchName)] // what notWritable becomes there (RFC 3584, section 4.4)
    [InlineData(VersionCode.V2, ErrorCode.NotWritable)]
    [InlineData(VersionCode.V3, ErrorCode.NotWritable)]
    public async Task A_set_is_refused_as_a_whole_and_changes_nothing(VersionCode version, ErrorCode refusal)
    {
        await using var host = await SampleHost.StartAsync(Repository.SampleLog, new SnmpdOptions
        {
            Access = "rwcommunity public 127.0.0.1",
            Lines = [UserManager.CreateUser, $"rwuser {UserManager.Name} priv"],
        });
        Manager manager = version == VersionCode.V3
            ? await UserManager.DiscoverAsync(host.Snmpd.Port)
            : new CommunityManager(host.Snmpd.Port, version);
        var before = Oids.Text(await manager.GetAsync(SmtpDeliveries, SysLocation));

        var answer = await manager.AskAsync(
            SnmpType.SetRequestPdu,
            [new Variable(Oids.Parse(SysLocation), new OctetString("elsewhere")), new Variable(Oids.Parse(SmtpDeliveries), new Counter32(0))]);

        Assert.Equal(refusal, answer.ErrorStatus.ToErrorCode());
        Assert.Equal(2, answer.ErrorIndex.ToInt32());
        Assert.Equal(before, Oids.Text(await manager.GetAsync(SmtpDeliveries, SysLocation)));
    }
}
