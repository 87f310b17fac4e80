// Lines of smtpd(8) (Postfix smtpd/).

using PostfixStats.Counting;
using PostfixStats.Messages;

namespace PostfixStats.Grammar;

/// <summary>Sessions, transactions, and what our SMTP server refuses.</summary>
internal static class SmtpdLines
{
    public static bool TryRead(ReadOnlySpan<byte> text, Tally tally)
    {
        return QueueId.TrySkip(ref text, out bool noQueue)
            ? TryReadTransaction(text, noQueue, tally)
            : TryReadSession(text, tally) || TryReadProxy(text, tally) || TlsLines.TryRead(text, tally);
    }

    /// <summary>What follows <c>QID: </c> or <c>NOQUEUE: </c>.</summary>
    private static bool TryReadTransaction(ReadOnlySpan<byte> text, bool noQueue, Tally tally)
    {
        if (text.Skip("client="u8))
        {
            CountClient(text, noQueue, tally);
            return true;
        }

        if (!RejectLines.TryRead(text, tally))
        {
            return TryReadAbnormalEnd(text, tally);
        }

        if (tally.TracksMessages)
        {
            NoteAction(text, noQueue, tally);
        }

        return true;
    }

    /// <summary>What a <c>reject</c> or <c>discard</c>, of smtpd's own or of a milter, means to the message.</summary>
    private static void NoteAction(ReadOnlySpan<byte> text, bool noQueue, Tally tally)
    {
        text.Skip("milter-"u8);
        if (text.Skip("discard: "u8))
        {
            tally.Note(noQueue ? MessageEventKind.DiscardsNext : MessageEventKind.Discarded);
            if (text.SkipPast(" from "u8) && text.TakeUntil((byte)' ', out ReadOnlySpan<byte> client))
            {
                tally.Message.Client = QueueIdKey.Of(client[..^1]);
            }
        }
        else if (!noQueue && text.Skip("reject: "u8)
            && (text.StartsWith("DATA"u8) || text.StartsWith("END-OF-MESSAGE"u8) || text.StartsWith("BDAT"u8)))
        {
            // Of other commands' rejects, the message may have recipients left.
            tally.Note(MessageEventKind.Refused);
        }
    }

    /// <summary>
    /// <c>client=N[A][, sasl_method=M][, sasl_username=U][, sasl_sender=S][, orig_queue_id=Q][, orig_client=N[A]]</c>
    /// (smtpd/smtpd.c mail_open_stream).
    /// </summary>
    private static void CountClient(ReadOnlySpan<byte> text, bool noQueue, Tally tally)
    {
        ReadOnlySpan<byte> attributes = default;
        int comma = text.IndexOf((byte)',');
        if (comma >= 0)
        {
            attributes = text[(comma + 1)..];
            text = text[..comma];
        }

        if (noQueue)
        {
            // A before-queue filter is in use; the smtpd after it logs the transaction.
            tally.Add(Counter.SmtpdProxied);
        }
        else if (tally.Tag.Excluded || tally.Exclusions.HasClient(text))
        {
            tally.Add(Counter.ExcludedReceived);
            tally.NoteReception(MessageOrigin.Excluded);
            return;
        }
        else if (attributes.IndexOf(" orig_"u8) >= 0 && HasOriginal(attributes, out ReadOnlySpan<byte> earlier) && Peer.IsLoopback(text))
        {
            tally.Add(Counter.ReceivedReinjected);
            tally.NoteReception(MessageOrigin.Reinjected, earlier, client: text);
        }
        else
        {
            tally.Add(Counter.ReceivedSmtp);
            tally.NoteReception(MessageOrigin.Smtp, client: text);
        }

        if (attributes.StartsWith(" sasl_"u8) && attributes.IndexOf(" sasl_username="u8) >= 0)
        {
            tally.Add(Counter.SaslMessages);
            if (attributes.Skip(" sasl_method="u8))
            {
                int end = attributes.IndexOf((byte)',');
                tally.Add(CounterFamilies.Sasl, SaslMechanisms.RowOf(attributes[..Math.Max(end, 0)]), (int)SaslCounter.Messages);
            }
        }
    }

    /// <summary>Whether the attributes, in their order, come to those of XFORWARD.</summary>
    /// <param name="attributes">What follows the client.</param>
    /// <param name="queueId">The queue id that the message had before the filter, or empty.</param>
    private static bool HasOriginal(ReadOnlySpan<byte> attributes, out ReadOnlySpan<byte> queueId)
    {
        queueId = default;
        while (attributes.StartsWith(" sasl_"u8) && attributes.TakeUntil((byte)',', out _))
        {
        }

        if (attributes.Skip(" orig_queue_id="u8))
        {
            queueId = attributes[..ByteText.CountLettersAndDigits(attributes)];
            return true;
        }

        return attributes.StartsWith(" orig_client="u8);
    }

    /// <summary><c>connect from N[A]</c>, <c>disconnect from N[A] ehlo=1 ...</c> and the abnormal ends (smtpd/smtpd.c).</summary>
    private static bool TryReadSession(ReadOnlySpan<byte> text, Tally tally)
    {
        if (text.Skip("connect from "u8))
        {
            tally.Add(Counter.SmtpdConnect);
            return true;
        }

        if (text.Skip("disconnect from "u8))
        {
            tally.Add(Counter.SmtpdDisconnect);
            return true;
        }

        return TryReadAbnormalEnd(text, tally);
    }

    /// <summary>
    /// <c>lost connection after DATA (5 bytes) from N[A]</c>; Postfix 3.10 and later write the queue id or NOQUEUE before it.
    /// </summary>
    private static bool TryReadAbnormalEnd(ReadOnlySpan<byte> text, Tally tally)
    {
        Counter counter;
        if (text.Skip("lost connection after "u8))
        {
            counter = Counter.SmtpdLostConnection;
        }
        else if (text.Skip("timeout after "u8))
        {
            counter = Counter.SmtpdTimeout;
        }
        else if (text.Skip("too many errors after "u8))
        {
            counter = Counter.SmtpdTooManyErrors;
        }
        else
        {
            return false;
        }

        if (text.IndexOf(" from "u8) < 0)
        {
            return false;
        }

        tally.Add(counter);
        return true;
    }

    /// <summary><c>proxy-reject: END-OF-MESSAGE: CODE TEXT; from=...</c>, without queue id and client (smtpd/smtpd.c).</summary>
    private static bool TryReadProxy(ReadOnlySpan<byte> text, Tally tally)
    {
        bool accepted = text.Skip("proxy-accept: "u8);
        if ((!accepted && !text.Skip("proxy-reject: "u8)) || !text.SkipPast(": "u8))
        {
            return false;
        }

        if (accepted)
        {
            tally.Add(Counter.ProxyAccepted);
        }
        else
        {
            tally.Add(Counter.RejectedByProxy);
            Rejects.CountReply(text, RejectStage.EndOfMessage, RejectReason.Proxy, tally);
        }

        return true;
    }
}
