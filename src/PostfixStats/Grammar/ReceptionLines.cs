// Lines of pickup(8) and qmqpd(8), the ways into the queue besides SMTP (Postfix pickup/, qmqpd/).

using PostfixStats.Counting;
using PostfixStats.Messages;

namespace PostfixStats.Grammar;

/// <summary>Local submission, requeued mail, and QMQP.</summary>
internal static class ReceptionLines
{
    /// <summary><c>QID: uid=N from=&lt;S></c>; requeued by postsuper -r also <c> orig_id=OLD</c> (pickup/pickup.c).</summary>
    public static bool TryReadPickup(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!QueueId.TrySkipReal(ref text) || !text.Skip("uid="u8) || text.SkipDigits() == 0 || !text.Skip(" from=<"u8))
        {
            return false;
        }

        for (int end = AddressField.End(text); end >= 0; end = AddressField.NextEnd(text, end))
        {
            ReadOnlySpan<byte> rest = text[(end + 1)..];
            bool requeued = rest.Skip(" orig_id="u8) && QueueId.Is(rest);
            if (requeued)
            {
                tally.Add(Counter.Requeued);
                tally.NoteReception(MessageOrigin.Requeued, earlier: rest);
                return true;
            }

            if (rest.IsEmpty)
            {
                Count(tally.Tag.Excluded, Counter.ReceivedLocal, MessageOrigin.Local, tally);
                return true;
            }
        }

        return false;
    }

    /// <summary><c>QID: client=N[A]</c> (qmqpd/qmqpd.c).</summary>
    public static bool TryReadQmqpd(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!QueueId.TrySkipReal(ref text) || !text.Skip("client="u8))
        {
            return false;
        }

        Count(tally.Tag.Excluded || tally.Exclusions.HasClient(text), Counter.ReceivedQmqp, MessageOrigin.Qmqp, tally);
        return true;
    }

    private static void Count(bool isExcluded, Counter counter, MessageOrigin origin, Tally tally)
    {
        tally.Add(isExcluded ? Counter.ExcludedReceived : counter);
        tally.NoteReception(isExcluded ? MessageOrigin.Excluded : origin);
    }
}
