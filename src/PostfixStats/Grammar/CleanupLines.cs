// Lines of cleanup(8) (Postfix cleanup/).

using PostfixStats.Counting;
using PostfixStats.Messages;

namespace PostfixStats.Grammar;

/// <summary>Messages, header and body checks, milters after the end of a message, and its own delivery records.</summary>
internal static class CleanupLines
{
    public static bool TryRead(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!QueueId.TrySkipReal(ref text))
        {
            return false;
        }

        if (text.StartsWith("message-id="u8))
        {
            return Count(Counter.CleanupMessages, MessageEventKind.Identified, tally);
        }

        // Since Postfix 3.10 (cleanup/cleanup_api.c).
        if (text.SequenceEqual("removed (canceled)"u8))
        {
            return Count(Counter.CleanupCanceled, MessageEventKind.Ended, tally);
        }

        if (text.SequenceEqual("removed (discarded)"u8))
        {
            return Count(Counter.CleanupDiscarded, MessageEventKind.DiscardedAndEnded, tally);
        }

        return DeliveryLines.TryRead(text, tally) || TryReadAction(text, tally);
    }

    private static bool TryReadAction(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!text.TakeUntil((byte)':', out ReadOnlySpan<byte> action) || !text.Skip(" "u8))
        {
            return false;
        }

        if (action.SequenceEqual("milter-reject"u8))
        {
            return TryReadMilterReject(text, tally);
        }

        bool reject = action.SequenceEqual("reject"u8);
        if (!reject)
        {
            return Actions.TryFind(action, out Counter counter)
                && (counter is Counter.ActionMilterHold or Counter.ActionMilterDiscard
                    ? RejectLines.TrySkipClient(ref text)
                    : ContentCheck.TryRead(text, out _))
                && Count(counter, EventOf(counter), tally);
        }

        if (!ContentCheck.TryRead(text, out ContentCheck check))
        {
            return false;
        }

        tally.Add(Counter.RejectedByContent);
        tally.Note(MessageEventKind.Refused);
        if (!check.IsLocal)
        {
            Rejects.CountText(check.Text, check.ReplyClass, RejectStage.EndOfMessage, check.Reason, tally);
        }

        return true;
    }

    /// <summary>
    /// <c>milter-reject: END-OF-MESSAGE from N[A]: TEXT; from=...</c>, where TEXT is the reply without its first four bytes
    /// (cleanup/cleanup_milter.c).
    /// </summary>
    private static bool TryReadMilterReject(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!RejectLines.TrySkipClient(ref text))
        {
            return false;
        }

        tally.Add(Counter.RejectedByMilter);
        tally.Note(MessageEventKind.Refused);
        Rejects.CountText(text, ReplyCode.EnhancedClass(text), RejectStage.EndOfMessage, RejectReason.Milter, tally);
        return true;
    }

    /// <summary>What an action does to the message.</summary>
    private static MessageEventKind EventOf(Counter action) => action switch
    {
        Counter.ActionHold or Counter.ActionMilterHold => MessageEventKind.Held,
        Counter.ActionDiscard or Counter.ActionMilterDiscard => MessageEventKind.Discarded,
        _ => MessageEventKind.None,
    };

    private static bool Count(Counter counter, MessageEventKind kind, Tally tally)
    {
        tally.Add(counter);
        tally.Note(kind);
        return true;
    }
}
