// What a manager sees of a subagent through the real snmpd. Judged by output: the tools exit with 0 on many errors.
using AgentX.Tests.Support;

namespace AgentX.Tests.Master;

public class WalkTests
{
    private static readonly ObjectIdentifier Root = ObjectIdentifier.Parse("1.3.6.1.4.1.8072.9999.9999.2741");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S05_a_walk_gives_every_instance_once_over_both_transports(bool tcp)
    {
        Assert.SkipUnless(Snmpd.IsInstalled, Snmpd.NotInstalled);
        using var master = await new Snmpd().StartAsync();
        var view = new SampleView(Root, scalars: 5, rows: 7);
        await using var subagent = new RunningSubagent(view, Root, tcp ? master.Tcp : master.Unix);
        await subagent.UntilAsync(SubagentState.Serving);

        Assert.Equal(view.Walk, (await master.WalkAsync($"{Root}")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
