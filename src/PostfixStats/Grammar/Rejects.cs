// Negative replies of our SMTP server, counted by class, stage, reason and code.

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>
/// Counts what our server refused. Every reply in <c>smtpd:4xx</c>, <c>smtpd:5xx</c> and <c>smtpd:nocode</c> is in one row of the
/// stages and in one row of the reasons.
/// </summary>
internal static class Rejects
{
    /// <summary>Counts a reply that is logged with its code.</summary>
    /// <param name="reply">The reply, <c>550 5.7.1 text</c>.</param>
    /// <param name="stage">The command it answered.</param>
    /// <param name="reason">Why, or null where the text tells it.</param>
    /// <param name="tally">Where it counts.</param>
    public static void CountReply(ReadOnlySpan<byte> reply, RejectStage stage, RejectReason? reason, Tally tally)
    {
        int replyClass = ReplyCode.Class(reply);
        if (replyClass > 0)
        {
            reply = reply.Length > 3 ? reply[4..] : default;
        }

        CountText(reply, replyClass, stage, reason, tally);
    }

    /// <summary>Counts a reply whose code is not in the log, but its text, which may begin with an enhanced code.</summary>
    public static void CountText(ReadOnlySpan<byte> text, int replyClass, RejectStage stage, RejectReason? reason, Tally tally)
    {
        EnhancedCode.Count(EnhancedCode.Take(ref text), StatusCounter.Rejected, tally);
        RejectReason found = reason ?? (tally.WithDetails ? ReasonText.Of(text) : RejectReason.Other);
        Count(replyClass, stage, found, tally);
        if (found == RejectReason.Dnsbl)
        {
            ReasonText.CountDnsbl(text, DnsblCounter.Smtpd, tally);
        }
    }

    /// <summary>Counts a reply of which nothing but its class is known, 0 where the log does not tell it.</summary>
    public static void Count(int replyClass, RejectStage stage, RejectReason reason, Tally tally)
    {
        tally.Add(replyClass switch
        {
            4 => Counter.Smtpd4xx,
            5 => Counter.Smtpd5xx,
            _ => Counter.SmtpdNoCode,
        });
        ReplyColumn column = Column(replyClass);
        tally.Add(CounterFamilies.Stage, (int)stage, (int)column);
        CountReason(reason, column, tally);
    }

    /// <summary>Counts the reason alone, of a reply that is in no other counter.</summary>
    public static void CountReason(RejectReason reason, ReplyColumn column, Tally tally) =>
        tally.Add(CounterFamilies.Reason, (int)reason, (int)column);

    private static ReplyColumn Column(int replyClass) => replyClass switch
    {
        4 => ReplyColumn.Class4,
        5 => ReplyColumn.Class5,
        _ => ReplyColumn.NoCode,
    };
}
