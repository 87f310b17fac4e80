// What bounce(8) and postsuper(1) say of a message in the queue: a fixed text after its queue id.

using PostfixStats.Counting;
using PostfixStats.Messages;

namespace PostfixStats.Grammar;

/// <summary>
/// Notifications of bounce(8), which is also the defer and trace service (Postfix bounce/bounce_*_service.c), and what an
/// administrator does to messages by queue id (postsuper/postsuper.c; the totals it logs as well count nothing).
/// </summary>
internal static class QueueEventLines
{
    /// <summary>A text that ends with a space goes on with the queue id of the notification.</summary>
    private static readonly (PostfixProgram Program, byte[] Text, Counter Counter)[] Events =
    [
        (PostfixProgram.Bounce, [.. "sender non-delivery notification: "u8], Counter.BounceSenderNonDelivery),
        (PostfixProgram.Bounce, [.. "sender delay notification: "u8], Counter.BounceSenderDelay),
        (PostfixProgram.Bounce, [.. "sender delivery status notification: "u8], Counter.BounceSenderDeliveryStatus),
        (PostfixProgram.Bounce, [.. "postmaster non-delivery notification: "u8], Counter.BouncePostmasterNonDelivery),
        (PostfixProgram.Bounce, [.. "postmaster delay notification: "u8], Counter.BouncePostmasterDelay),
        (PostfixProgram.Postsuper, [.. "removed"u8], Counter.PostsuperRemoved),
        (PostfixProgram.Postsuper, [.. "requeued"u8], Counter.PostsuperRequeued),
        (PostfixProgram.Postsuper, [.. "placed on hold"u8], Counter.PostsuperPlacedOnHold),
        (PostfixProgram.Postsuper, [.. "released from hold"u8], Counter.PostsuperReleasedFromHold),
        (PostfixProgram.Postsuper, [.. "expired"u8], Counter.PostsuperExpired),
    ];

    /// <summary>Counts a message of a program in the table.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!QueueId.TrySkipReal(ref text))
        {
            return false;
        }

        foreach ((PostfixProgram program, byte[] wanted, Counter counter) in Events)
        {
            if (program == tally.Tag.Program && (wanted is [.., (byte)' '] ? text.StartsWith(wanted) : text.SequenceEqual(wanted)))
            {
                tally.Add(counter);
                tally.Note(counter == Counter.PostsuperRemoved ? MessageEventKind.Ended : MessageEventKind.Mentioned);
                return true;
            }
        }

        // bounce(8) has delivery records too; postsuper has none.
        return tally.Tag.Program == PostfixProgram.Bounce && DeliveryLines.TryRead(text, tally);
    }
}
