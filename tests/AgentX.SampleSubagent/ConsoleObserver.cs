// Says on stderr what happens.
namespace AgentX.SampleSubagent;

internal sealed class ConsoleObserver : ISubagentObserver
{
    public void StatusChanged(SubagentStatus status) => Console.Error.WriteLine($"{status.State}: {status.Reason}: {status.Detail}");

    public void ViewFailed(Exception exception) => Console.Error.WriteLine(exception);

    public void RequestRefused(string request, AgentXError answer) => Console.Error.WriteLine($"{request}: {answer}");
}
