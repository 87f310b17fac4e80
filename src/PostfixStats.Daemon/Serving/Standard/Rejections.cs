// Which refusals are of sessions, and which of messages.

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>The counters of negative replies, whatever their class.</summary>
internal static class Rejections
{
    /// <summary>Refused before a session had begun, by smtpd(8) or postscreen(8).</summary>
    public static IReadOnlyList<int> OfConnections(InstanceCounters instance) =>
        [.. Slots(instance, RejectStage.Connect), instance.Slot(Counter.Postscreen4xx), instance.Slot(Counter.Postscreen5xx)];

    /// <summary>Refused while a message was being transferred, once for each recipient that was refused.</summary>
    public static IReadOnlyList<int> OfMessages(InstanceCounters instance) =>
        Slots(instance, RejectStage.Mail, RejectStage.Rcpt, RejectStage.Data, RejectStage.Bdat, RejectStage.EndOfMessage);

    private static List<int> Slots(InstanceCounters instance, params RejectStage[] stages) =>
    [
        .. stages.SelectMany(stage => Enumerable.Range(0, CounterFamilies.Stage.Width)
            .Select(column => instance.Slot(CounterFamilies.Stage, (int)stage, column))),
    ];
}
