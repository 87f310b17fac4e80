// G09 for a whole session: a master that goes mad is left, and the next one is served.
using AgentX.Tests.Support;

namespace AgentX.Tests.Sessions;

public class FuzzedSessionTests
{
    [Fact]
    public async Task G09_after_any_nonsense_the_subagent_serves_the_next_session()
    {
        var fuzz = new Fuzz(5);
        await using var harness = new Harness();
        harness.Start();
        var master = await harness.Connector.AcceptAsync();
        for (var round = 0; round < Fuzz.Rounds(100, 3000); round++)
        {
            // Before Open is answered, or while it serves.
            if (round % 3 != 0)
                await master.AcceptSessionAsync();
            for (var i = 0; i < 50; i++)
            {
                try
                {
                    await master.SendRawAsync(fuzz.Next());
                }
                catch (Exception e) when (e is IOException or ObjectDisposedException)
                {
                    break;
                }
            }

            master.Dispose();
            (master, _) = await harness.ReconnectAsync(TimeSpan.FromSeconds(1));
        }

        await master.AcceptSessionAsync();
        await harness.UntilAsync(SubagentState.Serving);
        Assert.Equal("Counter32 42", $"{(await master.GetAsync("1.3.6.1.4.1.99999.1.0")).VarBinds[0].Value}");
        Assert.Empty(harness.Observer.Failures);
        Assert.False(harness.Running.IsCompleted);
    }
}
