// Makes connections, so that tests can make other ones.
namespace AgentX.Transport;

internal interface IConnector
{
    /// <summary>Connects to a master.</summary>
    /// <exception cref="AgentXException">It cannot be reached; the reason says why.</exception>
    ValueTask<ITransport> ConnectAsync(AgentXAddress address, CancellationToken cancellation);
}
