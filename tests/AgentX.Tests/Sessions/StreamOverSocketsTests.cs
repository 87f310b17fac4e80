// The same over real unix sockets.
namespace AgentX.Tests.Sessions;

public class StreamOverSocketsTests : StreamTests
{
    protected override bool OverSockets => true;
}
