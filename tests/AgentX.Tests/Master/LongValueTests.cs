// S21: how long a value may be. Kept apart from the other tests: snmpd does not answer a bulk request whose values exceed a datagram.
using AgentX.Tests.Support;

namespace AgentX.Tests.Master;

public class LongValueTests
{
    [Fact]
    public async Task S21_long_strings_arrive_whole_and_one_beyond_the_limit_is_genErr()
    {
        Assert.SkipUnless(Snmpd.IsInstalled, Snmpd.NotInstalled);
        using var master = await new Snmpd().StartAsync();
        var view = new TestView();
        int[] lengths = [20_000, 40_000, 60_000, 65_500];
        foreach (var length in lengths)
            view.Add($"{ServedMaster.Root}.5.{length}|0", (ref w) => w.OctetString(Enumerable.Repeat((byte)'x', length).ToArray()));
        await using var subagent = new RunningSubagent(view, ObjectIdentifier.Parse(ServedMaster.Root), master.Unix);
        await subagent.UntilAsync(SubagentState.Serving);

        foreach (var length in lengths[..3])
            Assert.Equal(length, (await master.GetAsync($"{ServedMaster.Root}.5.{length}.0")).Count(c => c == 'x'));
        Assert.Contains("genError", await master.GetAsync($"{ServedMaster.Root}.5.65500.0"), StringComparison.Ordinal);
        Assert.Equal("Registered", subagent.Observer.Reasons);
    }
}
