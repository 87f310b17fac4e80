// Keeps what a subagent reports.
using System.Collections.Concurrent;

namespace AgentX.Tests.Support;

internal sealed class RecordingObserver : ISubagentObserver
{
    public ConcurrentQueue<SubagentStatus> Statuses { get; } = [];

    public ConcurrentQueue<Exception> Failures { get; } = [];

    public ConcurrentQueue<string> Refusals { get; } = [];

    public string Reasons => string.Join(" ", Statuses.Select(s => s.Reason));

    public void StatusChanged(SubagentStatus status) => Statuses.Enqueue(status);

    public void ViewFailed(Exception exception) => Failures.Enqueue(exception);

    public void RequestRefused(string request, AgentXError answer) => Refusals.Enqueue($"{request}: {answer}");
}
