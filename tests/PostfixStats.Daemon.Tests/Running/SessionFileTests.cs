// What the daemon tells of its session with snmpd, beside the state.

using AgentX;
using PostfixStats.Daemon.Running;

namespace PostfixStats.Daemon.Tests.Running;

public sealed class SessionFileTests : IDisposable
{
    private static readonly AgentXAddress Master = AgentXAddress.Parse("unix:/var/agentx/master");

    private static readonly SubagentStatus Serving = new(SubagentState.Serving, SubagentReason.Registered, "served", Master)
    {
        Registered = [new(ObjectIdentifier.Parse("1.3.6.1.4.1.8072.9999.9999.2525")), new(ObjectIdentifier.Parse("1.3.6.1.2.1.27.1.1.2")) { Priority = 100 }],
    };

    private readonly string _directory = Directory.CreateTempSubdirectory("postfix-stats").FullName;
    private readonly SessionFile _file;

    public SessionFileTests() => _file = new SessionFile(_directory + "/state");

    [Fact]
    public void It_has_the_master_and_a_line_for_each_tree_and_everybody_may_read_it()
    {
        _file.Write(Serving);
        Assert.Equal(
            $"""
            postfix-stats-agentx 1
            process {Environment.ProcessId}
            status served
            master unix:/var/agentx/master
            registered 1.3.6.1.4.1.8072.9999.9999.2525
            registered 1.3.6.1.2.1.27.1.1.2

            """,
            File.ReadAllText(_directory + "/state.agentx"));
        Assert.Equal("644", Convert.ToString((int)File.GetUnixFileMode(_directory + "/state.agentx"), 8));
        Assert.Equal([_directory + "/state.agentx"], Directory.GetFiles(_directory));
    }

    [Fact]
    public void What_is_registered_at_one_master_is_not_at_another()
    {
        _file.Write(Serving);
        SessionRecord told = _file.Read()!;
        Assert.True(told.Holds([AgentXAddress.Parse("tcp:127.0.0.1:705"), Master], Serving.Registered));
        Assert.True(told.Holds([Master], Serving.Registered.Take(1)));
        Assert.False(told.Holds([AgentXAddress.Parse("tcp:127.0.0.1:705")], Serving.Registered));
        Assert.False(told.Holds([Master], [.. Serving.Registered, new(ObjectIdentifier.Parse("1.3.6.1.2.1.27.1.1.3"))]));
    }

    [Fact]
    public void Without_a_session_nothing_is_registered()
    {
        _file.Write(Serving);
        _file.Write(new SubagentStatus(SubagentState.Stopped, SubagentReason.Shutdown, "stopped"));
        Assert.Equal($"postfix-stats-agentx 1\nprocess {Environment.ProcessId}\nstatus stopped\n", File.ReadAllText(_file.Path));
        Assert.False(_file.Read()!.Holds([Master], Serving.Registered));
        Assert.Equal("stopped", _file.Read()!.Words);
    }

    [Fact]
    public void Lines_that_a_later_version_adds_are_in_nobodys_way()
    {
        File.WriteAllText(_file.Path, "postfix-stats-agentx 1\nsince 5\nmaster unix:/var/agentx/master\nregistered 1.3.6\nrefused 1.3.7\n");
        Assert.Equal(["1.3.6"], _file.Read()!.Registered);
    }

    [Theory]
    [InlineData("")]
    [InlineData("postfix-stats-agentx 2\nmaster unix:/var/agentx/master\nregistered 1.3.6\n")]
    public void Another_form_tells_nothing(string text)
    {
        File.WriteAllText(_file.Path, text);
        Assert.Null(_file.Read());
    }

    [Fact]
    public void Without_a_file_nothing_is_known() => Assert.Null(_file.Read());

    [Fact]
    public void Where_it_cannot_be_written_the_old_one_does_not_stay()
    {
        _file.Write(Serving);
        Directory.CreateDirectory(_file.Path + ".new");
        _file.Write(Serving);
        Assert.Null(_file.Read());
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
