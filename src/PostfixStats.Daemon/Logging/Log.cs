// Every message the daemon logs, in one place.

using Microsoft.Extensions.Logging;

namespace PostfixStats.Daemon.Logging;

/// <summary>The messages; each tells a change of state once.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "postfix-statsd {Version} counts {Source}, keeps its state in {State}, serves {BaseOid}")]
    public static partial void Started(ILogger logger, string version, string source, string state, string baseOid);

    [LoggerMessage(2, LogLevel.Information, "stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(3, LogLevel.Warning, "{Damage}; set aside as .corrupt")]
    public static partial void StateDamaged(ILogger logger, string damage);

    [LoggerMessage(4, LogLevel.Error, "no usable state is left: counting begins again from zero")]
    public static partial void StateLost(ILogger logger);

    [LoggerMessage(5, LogLevel.Information, "no state yet: counting begins {Where} of the log")]
    public static partial void FirstStart(ILogger logger, string where);

    [LoggerMessage(6, LogLevel.Information, "{Source} is followed because {Reason}")]
    public static partial void SourceChosen(ILogger logger, string source, string reason);

    [LoggerMessage(7, LogLevel.Warning, "messages in the queue will be of unknown origin: {Reason}")]
    public static partial void MessagesLost(ILogger logger, string reason);

    [LoggerMessage(10, LogLevel.Information, "{Path}: read {Detail}")]
    public static partial void LogOpened(ILogger logger, string path, string detail);

    [LoggerMessage(11, LogLevel.Warning, "{Path}: does not exist, waiting for it")]
    public static partial void LogMissing(ILogger logger, string path);

    [LoggerMessage(12, LogLevel.Warning, "{Path}: cannot be read, trying again: {Detail}")]
    public static partial void LogUnreadable(ILogger logger, string path, string detail);

    [LoggerMessage(13, LogLevel.Information, "{Path}: was rotated")]
    public static partial void LogRotated(ILogger logger, string path);

    [LoggerMessage(14, LogLevel.Information, "{Path}: was truncated")]
    public static partial void LogTruncated(ILogger logger, string path);

    [LoggerMessage(15, LogLevel.Error, "{Path}: lines were lost: {Detail}")]
    public static partial void LogGap(ILogger logger, string path, string detail);

    [LoggerMessage(16, LogLevel.Information, "the configuration was read again: log level, names, exclusions and limits of notifications are in effect, all else at the next start")]
    public static partial void Reloaded(ILogger logger);

    [LoggerMessage(17, LogLevel.Error, "the configuration was read again and is not used: {Complaint}")]
    public static partial void ReloadRefused(ILogger logger, string complaint);

    [LoggerMessage(20, LogLevel.Error, "the state cannot be written, counting and serving go on: {Reason}")]
    public static partial void StateNotWritten(ILogger logger, string reason);

    [LoggerMessage(21, LogLevel.Information, "the state is written again")]
    public static partial void StateWrittenAgain(ILogger logger);

    [LoggerMessage(22, LogLevel.Information, "caught up with the log: {Lines} lines counted in all")]
    public static partial void CaughtUp(ILogger logger, long lines);

    [LoggerMessage(23, LogLevel.Warning, "behind the log by {Octets} octets")]
    public static partial void FellBehind(ILogger logger, long octets);

    [LoggerMessage(30, LogLevel.Information, "AgentX: {Detail}")]
    public static partial void AgentXState(ILogger logger, string detail);

    [LoggerMessage(31, LogLevel.Warning, "AgentX: {Detail}")]
    public static partial void AgentXTrouble(ILogger logger, string detail);

    [LoggerMessage(32, LogLevel.Error, "a request of the master agent failed")]
    public static partial void ViewFailed(ILogger logger, Exception exception);

    [LoggerMessage(33, LogLevel.Warning, "AgentX: the master agent refused {Request}: {Answer}")]
    public static partial void RequestRefused(ILogger logger, string request, string answer);

    [LoggerMessage(40, LogLevel.Information, "{Instance}: the queues are read {Way}")]
    public static partial void QueuesRead(ILogger logger, string instance, string way);

    [LoggerMessage(41, LogLevel.Warning, "{Instance}: the queues cannot be read, trying again: {Reason}")]
    public static partial void QueuesNotRead(ILogger logger, string instance, string reason);

    [LoggerMessage(50, LogLevel.Information, "notification {Notification} sent: {Objects}")]
    public static partial void NotificationSent(ILogger logger, string notification, string objects);

    [LoggerMessage(51, LogLevel.Warning, "notification {Notification} waits for the master agent: {Reason}")]
    public static partial void NotificationWaits(ILogger logger, string notification, string reason);

    [LoggerMessage(52, LogLevel.Warning, "notification {Notification} was never sent: it was over before the master agent could be told")]
    public static partial void NotificationMissed(ILogger logger, string notification);

    [LoggerMessage(90, LogLevel.Critical, "{Service} failed")]
    public static partial void ServiceFailed(ILogger logger, Exception exception, string service);
}
