// Ties the libraries' events to the log and to the MIB view.

using AgentX;
using Microsoft.Extensions.Logging;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Logging;
using PostfixStats.Daemon.Serving;
using PostfixStats.Following;

namespace PostfixStats.Daemon.Running;

/// <summary>Hears everything and says it once.</summary>
internal sealed class Observer(ILogger<Observer> logger, StatsView view, SessionCount sessions, SessionFile session) : ICollectorObserver, ILogObserver, ISubagentObserver
{
    /// <inheritdoc />
    public void Published(Published snapshot) => view.Show(snapshot);

    /// <inheritdoc />
    public void CatchingUpChanged(Published snapshot)
    {
        if (snapshot.Health.IsCatchingUp)
        {
            Log.FellBehind(logger, snapshot.Health.OctetsBehind);
        }
        else
        {
            Log.CaughtUp(logger, snapshot.Health.Lines);
        }
    }

    /// <inheritdoc />
    public void StateNotWritten(Exception failure) => Log.StateNotWritten(logger, failure.Message);

    /// <inheritdoc />
    public void StateWrittenAgain() => Log.StateWrittenAgain(logger);

    /// <inheritdoc />
    public void Notice(LogEventKind kind, string path, string detail)
    {
        switch (kind)
        {
            case LogEventKind.Opened:
                Log.LogOpened(logger, path, detail);
                break;
            case LogEventKind.Missing:
                Log.LogMissing(logger, path);
                break;
            case LogEventKind.Unreadable:
                Log.LogUnreadable(logger, path, detail);
                break;
            case LogEventKind.Rotated:
                Log.LogRotated(logger, path);
                break;
            case LogEventKind.Truncated:
                Log.LogTruncated(logger, path);
                break;
            default:
                Log.LogGap(logger, path, detail);
                break;
        }
    }

    /// <inheritdoc />
    public void StatusChanged(SubagentStatus status)
    {
        session.Write(status);
        if (status.State is SubagentState.Disconnected or SubagentState.RegistrationPending)
        {
            Log.AgentXTrouble(logger, status.Detail);
        }
        else
        {
            if (status.State == SubagentState.Serving)
            {
                sessions.Add();
            }

            Log.AgentXState(logger, status.Detail);
        }
    }

    /// <inheritdoc />
    public void ViewFailed(Exception exception) => Log.ViewFailed(logger, exception);

    /// <inheritdoc />
    public void RequestRefused(string request, AgentXError answer) => Log.RequestRefused(logger, request, answer.ToString());
}
