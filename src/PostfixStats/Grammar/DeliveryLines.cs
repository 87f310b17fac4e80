// Counts delivery records, whichever program writes them.

using PostfixStats.Counting;
using PostfixStats.Messages;

namespace PostfixStats.Grammar;

/// <summary>The records of smtp, lmtp, local, virtual, pipe, error, discard, and those of qmgr, cleanup and bounce.</summary>
internal static class DeliveryLines
{
    /// <summary>Counts a record from <c>to=&lt;</c> on.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, Tally tally)
    {
        if (!text.Skip("to=<"u8))
        {
            return false;
        }

        if (!DeliveryRecord.TryRead(text, out DeliveryRecord record))
        {
            tally.Reason = "a delivery record without relay and status";
            return false;
        }

        switch (record.Status)
        {
            case DeliveryStatus.Sent:
                CountSent(record, tally);
                return true;
            case DeliveryStatus.Deferred:
                CountService(ServiceCounter.Deferred, record.Relay, tally);
                break;
            case DeliveryStatus.Bounced:
                CountService(ServiceCounter.Bounced, record.Relay, tally);
                break;
            case DeliveryStatus.SoftBounce:
                CountService(ServiceCounter.Deferred, record.Relay, tally);
                tally.Add(Counter.SoftBounced);
                break;
            case DeliveryStatus.Deliverable:
                CountProbe(Counter.ProbeDeliverable, tally);
                return true;
            case DeliveryStatus.Undeliverable:
                CountProbe(Counter.ProbeUndeliverable, tally);
                return true;
            case DeliveryStatus.UndeliverableButNotCached:
                CountProbe(Counter.ProbeUndeliverableButNotCached, tally);
                return true;
            default:
                tally.Reason = "unknown delivery status";
                return false;
        }

        tally.Note(MessageEventKind.Mentioned);
        if (tally.Tag.Program is PostfixProgram.Smtp or PostfixProgram.Lmtp
            && ReplyCode.TrySkipToRemoteReply(ref record.Reason))
        {
            CountRemoteReply(record.Reason, tally);
        }

        return true;
    }

    /// <summary>Counts a remote server's reply by class; false where it is no refusal.</summary>
    public static bool CountRemoteReply(ReadOnlySpan<byte> reply, Tally tally)
    {
        bool smtp = tally.Tag.Program == PostfixProgram.Smtp;
        switch (ReplyCode.Class(reply))
        {
            case 4:
                tally.Add(smtp ? Counter.Smtp4xx : Counter.Lmtp4xx);
                return true;
            case 5:
                tally.Add(smtp ? Counter.Smtp5xx : Counter.Lmtp5xx);
                return true;
            default:
                return false;
        }
    }

    private static void CountProbe(Counter counter, Tally tally)
    {
        tally.Add(counter);
        tally.Note(MessageEventKind.Probed);
    }

    private static void CountSent(in DeliveryRecord record, Tally tally)
    {
        tally.Note(MessageEventKind.Mentioned);
        switch (tally.Tag.Program)
        {
            // cleanup and qmgr deliver nothing: qmgr throws away undeliverable postmaster notifications (qmgr/qmgr_message.c).
            case PostfixProgram.Qmgr or PostfixProgram.Nqmgr or PostfixProgram.Oqmgr or PostfixProgram.Cleanup:
                tally.Add(Counter.Discarded);
                return;
            // An alias or .forward file made new messages of it (local/forward.c).
            case PostfixProgram.Local when record.Reason.StartsWith("forwarded as "u8):
                tally.Add(Counter.Forwarded);
                return;
            default:
                break;
        }

        if (IsExcluded(record.Relay, tally))
        {
            tally.Add(Counter.ExcludedSent);
            return;
        }

        CountService(ServiceCounter.Sent, record.Relay, tally);
        if (tally.TracksMessages)
        {
            NoteDelivery(record.Reason, tally);
        }

        if (tally.Tag.Program == PostfixProgram.Smtp && Peer.IsLoopback(record.Relay))
        {
            tally.Add(Counter.InternalSent);
        }
    }

    private static void NoteDelivery(ReadOnlySpan<byte> reply, Tally tally)
    {
        if (tally.Tag.Program == PostfixProgram.Discard)
        {
            tally.Note(MessageEventKind.DeliveredToNobody);
            return;
        }

        tally.Message = new MessageEvent { Kind = MessageEventKind.Delivered, Agent = AgentOf(tally.Tag.Program) };
        int queued = tally.Tag.Program is PostfixProgram.Smtp or PostfixProgram.Lmtp ? reply.LastIndexOf("queued as "u8) : -1;
        if (queued >= 0)
        {
            reply = reply[(queued + "queued as "u8.Length)..];
            tally.Message.Other = QueueIdKey.Of(reply[..ByteText.CountLettersAndDigits(reply)]);
        }
    }

    /// <summary>A bit of its own for each program that delivers mail.</summary>
    private static byte AgentOf(PostfixProgram program) => program switch
    {
        PostfixProgram.Smtp => 1,
        PostfixProgram.Lmtp => 2,
        PostfixProgram.Local => 4,
        PostfixProgram.Virtual => 8,
        PostfixProgram.Pipe => 16,
        _ => 32,
    };

    /// <summary>pipe, local and virtual log the service's name as relay; others are known by their tag.</summary>
    private static void CountService(ServiceCounter counter, ReadOnlySpan<byte> relay, Tally tally)
    {
        if (NamesItsService(tally.Tag.Program) && !relay.SequenceEqual(tally.Tag.Service)
            && !relay.SequenceEqual("none"u8) && NameTable.IsValid(relay))
        {
            tally.Add(counter, relay);
        }
        else
        {
            tally.Add(counter);
        }
    }

    private static bool IsExcluded(ReadOnlySpan<byte> relay, Tally tally) =>
        tally.Tag.Excluded
        || (NamesItsService(tally.Tag.Program) ? tally.IsExcludedService(relay) : tally.Exclusions.HasRelay(relay));

    private static bool NamesItsService(PostfixProgram program) =>
        program is PostfixProgram.Pipe or PostfixProgram.Local or PostfixProgram.Virtual;
}
