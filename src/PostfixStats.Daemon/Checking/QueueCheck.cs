// Can the daemon read the queues that it is told to read?

using PostfixStats.Daemon.Queues;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Checking;

/// <summary>Reads the queues once, as the daemon does.</summary>
internal static class QueueCheck
{
    private const string Subject = "queues";

    private const string OpenSocket =
        $"install -D -m 0644 /usr/share/agentx-postfix-stats/queues.conf /etc/systemd/system/{CheckContext.Service}.service.d/queues.conf"
        + $" && systemctl daemon-reload && systemctl restart {CheckContext.Service}";

    /// <summary>One finding for each instance whose queues are read.</summary>
    public static IEnumerable<Finding> Look(CheckContext context) =>
        context.Settings.Queues.Select(location => context.Daemon.As(() => Look(location)) ?? Denied(location, context.Daemon));

    /// <summary>What came of it; null where it was not permitted.</summary>
    private static Finding? Look(QueueLocation location)
    {
        try
        {
            (QueueReading reading, QueueSource source) = new QueueReader(location, TimeProvider.System).ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
            string way = source == QueueSource.Showq ? $"{location.Socket} tells" : $"{location.Directory} is counted:";
            return Finding.Good(Subject, $"{way} {reading.Queues.Sum(queue => queue?.Messages ?? 0)} messages of {location.Instance}");
        }
        catch (QueueReadException e)
        {
            return ShowqClient.IsDenied(e) ? null : Finding.Bad(Subject, e.Message, "postfix status, and postconf queue_directory");
        }
    }

    /// <summary>Looked at by root again, to find what is closed.</summary>
    private static Finding Denied(QueueLocation location, Account daemon)
    {
        string place = FilePermissions.ClosedPlace(daemon, location.Socket);
        return Finding.Bad(Subject, $"{location.Socket} is closed to {daemon.Name}: {place} is {FilePermissions.Describe(place)}", OpenSocket);
    }
}
