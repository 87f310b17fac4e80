// Lines of bounce(8), which is also the defer and trace service (Postfix bounce/bounce_*_service.c).

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary><c>QID: sender non-delivery notification: QID2</c> and its kin.</summary>
internal static class BounceLines
{
    public static bool TryRead(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!QueueId.TrySkipReal(ref text))
        {
            return false;
        }

        Counter? counter =
            text.StartsWith("sender non-delivery notification: "u8) ? Counter.BounceSenderNonDelivery
            : text.StartsWith("sender delay notification: "u8) ? Counter.BounceSenderDelay
            : text.StartsWith("sender delivery status notification: "u8) ? Counter.BounceSenderDeliveryStatus
            : text.StartsWith("postmaster non-delivery notification: "u8) ? Counter.BouncePostmasterNonDelivery
            : text.StartsWith("postmaster delay notification: "u8) ? Counter.BouncePostmasterDelay
            : null;
        if (!counter.HasValue)
        {
            return DeliveryLines.TryRead(text, tally);
        }

        tally.Add(counter.GetValueOrDefault());
        return true;
    }
}
