// Which refusals are of sessions, and which of messages.

using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>Sums of negative replies, whatever their class.</summary>
internal static class Rejections
{
    private static readonly RejectStage[] Transfer =
        [RejectStage.Mail, RejectStage.Rcpt, RejectStage.Data, RejectStage.Bdat, RejectStage.EndOfMessage];

    /// <summary>Refused before a session had begun, by smtpd(8) or postscreen(8).</summary>
    public static long OfConnections(Published published, InstanceCounters instance) =>
        Of(published, instance, RejectStage.Connect)
        + published.Counters[instance.Slot(Counter.Postscreen4xx)]
        + published.Counters[instance.Slot(Counter.Postscreen5xx)]
        + (ApplicationCells.Of(published, instance)?.RefusedConnections ?? 0);

    /// <summary>Refused while a message was being transferred, once for each recipient that was refused.</summary>
    public static long OfMessages(Published published, InstanceCounters instance)
    {
        long sum = 0;
        foreach (RejectStage stage in Transfer)
        {
            sum += Of(published, instance, stage);
        }

        return sum;
    }

    private static long Of(Published published, InstanceCounters instance, RejectStage stage)
    {
        long sum = 0;
        for (int column = 0; column < CounterFamilies.Stage.Width; column++)
        {
            sum += published.Counters[instance.Slot(CounterFamilies.Stage, (int)stage, column)];
        }

        return sum;
    }
}
