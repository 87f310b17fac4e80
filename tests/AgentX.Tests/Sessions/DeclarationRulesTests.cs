using AgentX.Tests.Support;

namespace AgentX.Tests.Sessions;

public class DeclarationRulesTests
{
    private static readonly ObjectIdentifier Root = ObjectIdentifier.Parse("1.3.6.1.4.1.9");

    [Fact]
    public void A_registration_without_sense_is_refused_at_once_and_later()
    {
        Refuses(new Registration(Root) { Context = "ctx" }, "no view of this context");
        Refuses(new Registration(Root) { RangeSubId = 8, UpperBound = 10 }, "7 sub-identifiers");
        Refuses(new Registration(Root) { RangeSubId = 7, UpperBound = 8 }, "ends before it begins");
    }

    [Fact]
    public void A_subagent_needs_an_address() => Assert.Throws<ArgumentException>(() => Make(addresses: []));

    [Fact]
    public void Descriptions_have_at_most_255_octets()
    {
        Make(description: new string('x', 255));
        Assert.Throws<ArgumentException>(() => Make(description: new string('x', 254) + "ü"));
        Assert.Throws<ArgumentException>(() => Make().Capabilities = [new AgentCapabilities(Root, new string('x', 256))]);
    }

    [Fact]
    public async Task A_subagent_runs_once_at_a_time_and_may_run_again()
    {
        var subagent = Make();
        using var stop = new CancellationTokenSource();
        var running = subagent.RunAsync(stop.Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => subagent.RunAsync(stop.Token));
        await stop.CancelAsync();
        await running.Within();
        Assert.Equal((SubagentState.Stopped, SubagentReason.Shutdown), (subagent.Status.State, subagent.Status.Reason));
        await subagent.RunAsync(stop.Token).Within();
    }

    private static void Refuses(Registration registration, string problem)
    {
        Assert.Contains(problem, Assert.Throws<ArgumentException>(() => Make(registrations: [registration])).Message, StringComparison.Ordinal);
        var subagent = Make();
        Assert.Throws<ArgumentException>(() => subagent.Registrations = [registration]);
        Assert.Empty(subagent.Registrations);
    }

    private static Subagent Make(
        IReadOnlyList<Registration>? registrations = null, IReadOnlyList<AgentXAddress>? addresses = null, string description = "") =>
        new(new SubagentOptions
        {
            Addresses = addresses ?? [AgentXAddress.Parse("unix:/nowhere/master")],
            Registrations = registrations ?? [],
            Description = description,
            View = new TestView(),
        });
}
