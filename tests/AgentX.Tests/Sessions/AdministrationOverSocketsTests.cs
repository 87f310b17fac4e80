// The same over real unix sockets.
namespace AgentX.Tests.Sessions;

public class AdministrationOverSocketsTests : AdministrationTests
{
    protected override bool OverSockets => true;
}
