// The same over real unix sockets.
namespace AgentX.Tests.Sessions;

public class LifecycleOverSocketsTests : LifecycleTests
{
    protected override bool OverSockets => true;
}
