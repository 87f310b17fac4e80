// The same over real unix sockets.
namespace AgentX.Tests.Sessions;

public class ReconnectOverSocketsTests : ReconnectTests
{
    protected override bool OverSockets => true;
}
