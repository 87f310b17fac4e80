// The AgentX side of the host.

using AgentX;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PostfixStats.Daemon.Logging;

namespace PostfixStats.Daemon.Running;

/// <summary>Runs the subagent once the counters are worth showing.</summary>
internal sealed class SubagentService(
    Subagent subagent,
    SessionFile session,
    CaughtUpSignal caughtUp,
    ExitStatus exit,
    ILogger<SubagentService> logger) : BackgroundService
{
    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // What a daemon before this one held is over, however that one ended.
        session.Write(subagent.Status with { Detail = SessionRecord.CatchingUp });
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await caughtUp.WaitAsync(stoppingToken);
            await subagent.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            exit.Code = ExitCode.Software;
            Log.ServiceFailed(logger, e, "AgentX");
            throw;
        }
    }
}
