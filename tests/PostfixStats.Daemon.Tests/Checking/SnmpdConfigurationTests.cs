// What is read out of snmpd.conf: who is a master, and who sees what.

using PostfixStats.Daemon.Checking;

namespace PostfixStats.Daemon.Tests.Checking;

public sealed class SnmpdConfigurationTests : IDisposable
{
    private const string Tree = "1.3.6.1.4.1.8072.9999.9999.2525";

    private readonly string _directory = Directory.CreateTempSubdirectory("snmpd-conf-").FullName;

    [Theory]
    [InlineData("master agentx", true)]
    [InlineData("  MASTER   agentx  # subagents", true)]
    [InlineData("master all", true)]
    [InlineData("#master agentx", false)]
    [InlineData("master off", false)]
    [InlineData("", false)]
    public void A_master_is_told_so(string line, bool isMaster)
    {
        Assert.Equal(isMaster, Load(line).IsMaster);
    }

    [Fact]
    public void Debians_own_configuration_hides_every_subagent()
    {
        SnmpdConfiguration snmpd = Load(
            "view systemonly included .1.3.6.1.2.1.1", "view systemonly included .1.3.6.1.2.1.25.1",
            "rocommunity public default -V systemonly", "rocommunity6 public default -V systemonly", "rouser authPrivUser authpriv -V systemonly");

        Assert.Equal(["systemonly"], snmpd.RestrictingViews());
        Assert.False(snmpd.Shows("systemonly", Tree));
        Assert.True(snmpd.Shows("systemonly", "1.3.6.1.2.1.1.3"));
    }

    [Theory]
    [InlineData("rocommunity public")]
    [InlineData("rocommunity public 127.0.0.1")]
    public void One_access_without_a_view_sees_everything(string access)
    {
        Assert.Empty(Load("rocommunity other default -V systemonly", access).RestrictingViews());
    }

    [Fact]
    public void The_longest_entry_of_a_view_decides()
    {
        SnmpdConfiguration snmpd = Load(
            "view some included .1", "view some excluded enterprises", $"view some included .{Tree}", $"view other included .{Tree}.1");

        Assert.True(snmpd.Shows("some", Tree));
        Assert.False(snmpd.Shows("some", "1.3.6.1.4.1.2021"));
        Assert.False(snmpd.Shows("other", Tree));
    }

    [Fact]
    public void Included_files_count_as_if_they_stood_there()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "d"));
        File.WriteAllText(Path.Combine(_directory, "d", "50-ours.conf"), $"master agentx\nview v included .{Tree}\n");
        File.WriteAllText(Path.Combine(_directory, "d", "not-read.txt"), "view v excluded .1\n");

        SnmpdConfiguration snmpd = Load($"includeDir {_directory}/d", $"includeFile {_directory}/snmpd.conf", "rocommunity public default -V v");

        Assert.True(snmpd.IsMaster);
        Assert.True(snmpd.Shows("v", Tree));
    }

    [Fact]
    public void No_configuration_is_none()
    {
        Assert.Null(SnmpdConfiguration.Load([Path.Combine(_directory, "missing.conf")]));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private SnmpdConfiguration Load(params string[] lines)
    {
        string file = Path.Combine(_directory, "snmpd.conf");
        File.WriteAllLines(file, lines);
        return SnmpdConfiguration.Load([file])!;
    }
}
