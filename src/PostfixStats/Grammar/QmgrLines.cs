// Lines of qmgr(8), and of its older forms nqmgr(8) and oqmgr(8) (Postfix qmgr/).

using System.Buffers.Text;
using PostfixStats.Counting;
using PostfixStats.Messages;

namespace PostfixStats.Grammar;

/// <summary>The life of a message in the queue.</summary>
internal static class QmgrLines
{
    public static bool TryRead(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!QueueId.TrySkipReal(ref text))
        {
            return false;
        }

        if (text.SequenceEqual("removed"u8))
        {
            tally.Add(Counter.QmgrRemoved);
            tally.Note(MessageEventKind.Ended);
            return true;
        }

        return text.Skip("from=<"u8) ? TryReadSender(text, tally) : DeliveryLines.TryRead(text, tally);
    }

    /// <summary>What follows <c>from=&lt;</c>; only the sender is written by strangers, so the whole rest must fit.</summary>
    private static bool TryReadSender(ReadOnlySpan<byte> text, Tally tally)
    {
        for (int end = AddressField.End(text); end >= 0; end = AddressField.NextEnd(text, end))
        {
            ReadOnlySpan<byte> rest = text[(end + 1)..];
            Counter? counter =
                IsQueueActive(rest, tally) ? Counter.QmgrActive
                : rest.SequenceEqual(", status=expired, returned to sender"u8) ? Counter.QmgrExpired
                : rest.SequenceEqual(", status=force-expired, returned to sender"u8) ? Counter.QmgrForceExpired
                : null;
            if (counter.HasValue)
            {
                tally.Add(counter.GetValueOrDefault());
                tally.Note(counter == Counter.QmgrActive ? MessageEventKind.Active : MessageEventKind.Mentioned);
                return true;
            }
        }

        return false;
    }

    /// <summary><c>, size=BYTES, nrcpt=N (queue active)</c> (global/opened.c).</summary>
    private static bool IsQueueActive(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!text.Skip(", size="u8))
        {
            return false;
        }

        ReadOnlySpan<byte> size = text;
        if (text.SkipDigits() == 0 || !text.Skip(", nrcpt="u8))
        {
            return false;
        }

        ReadOnlySpan<byte> recipients = text;
        if (text.SkipDigits() == 0 || !text.SequenceEqual(" (queue active)"u8))
        {
            return false;
        }

        if (tally.TracksMessages)
        {
            // A number with more digits than these types hold is nobody's; it stays 0.
            _ = Utf8Parser.TryParse(size, out tally.Message.Size, out _);
            _ = Utf8Parser.TryParse(recipients, out tally.Message.Recipients, out _);
        }

        return true;
    }
}
