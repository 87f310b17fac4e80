// One round of looking and telling, without the timer.

using AgentX;
using Microsoft.Extensions.Logging;
using PostfixStats.Daemon.Logging;
using PostfixStats.Daemon.Serving;

namespace PostfixStats.Daemon.Notifying;

/// <summary>Sends what is due, one notification at a time.</summary>
/// <param name="conditions">What is watched.</param>
/// <param name="objects">Where the objects are taken from.</param>
/// <param name="send">Hands a notification to the master agent; fails with <see cref="AgentXException"/> where that does not take it.</param>
/// <param name="status">Counts.</param>
/// <param name="logger">Is told once of each notification, and once of each that has to wait.</param>
internal sealed class Notifier(
    IReadOnlyList<ICondition> conditions, NoticeObjects objects, SendNotification send, NotificationStatus status, ILogger logger)
{
    private readonly HashSet<ICondition> _waiting = [];

    /// <summary>Looks at a snapshot and tells what there is to tell.</summary>
    /// <param name="moment">The snapshot, as it is served.</param>
    /// <param name="cancellation">Ends the round.</param>
    public async Task LookAsync(StatsMoment moment, CancellationToken cancellation)
    {
        foreach (ICondition condition in conditions)
        {
            Notice? before = condition.Due;
            if (!condition.Look(moment.Published))
            {
                status.CountMissed();
                _waiting.Remove(condition);
                Log.NotificationMissed(logger, before!.Type.Descriptor);
            }

            if (condition.Due is { } notice)
            {
                await TellAsync(condition, notice, moment, cancellation);
            }
        }
    }

    private async Task TellAsync(ICondition condition, Notice notice, IMibMoment moment, CancellationToken cancellation)
    {
        IReadOnlyList<VarBind> varBinds = objects.Read(notice, moment);
        try
        {
            await send(objects.TypeOf(notice), varBinds, cancellation);
            condition.Told();
            status.CountSent();
            _waiting.Remove(condition);
            Log.NotificationSent(logger, notice.Type.Descriptor, objects.Describe(notice, varBinds));
        }
        catch (AgentXException e)
        {
            if (_waiting.Add(condition))
            {
                Log.NotificationWaits(logger, notice.Type.Descriptor, e.Message);
            }
        }
    }
}
