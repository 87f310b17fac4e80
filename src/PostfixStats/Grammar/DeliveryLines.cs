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
                CountFailure(ServiceCounter.Deferred, record, tally);
                return true;
            case DeliveryStatus.Bounced:
                CountFailure(ServiceCounter.Bounced, record, tally);
                return true;
            case DeliveryStatus.SoftBounce:
                CountFailure(ServiceCounter.Deferred, record, tally);
                tally.Add(Counter.SoftBounced);
                return true;
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
    }

    /// <summary>Counts a remote server's reply by its class, which is returned; 0 where it is no refusal.</summary>
    public static int CountRemoteReply(ReadOnlySpan<byte> reply, Tally tally)
    {
        bool smtp = tally.Tag.Program == PostfixProgram.Smtp;
        int replyClass = ReplyCode.Class(reply);
        switch (replyClass)
        {
            case 4:
                tally.Add(smtp ? Counter.Smtp4xx : Counter.Lmtp4xx);
                break;
            case 5:
                tally.Add(smtp ? Counter.Smtp5xx : Counter.Lmtp5xx);
                break;
            default:
                break;
        }

        return replyClass;
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

        int row = ServiceRow(record.Relay, tally);
        tally.Add(ServiceCounter.Sent, row);
        if (tally.TracksMessages)
        {
            NoteDelivery(record.Reason, tally);
        }

        if (tally.Tag.Program == PostfixProgram.Smtp && Peer.IsLoopback(record.Relay))
        {
            tally.Add(Counter.InternalSent);
        }

        if (tally.WithDetails)
        {
            Delays.Count(record, row, tally);
        }
    }

    /// <summary>Counts a record with status deferred, bounced or SOFTBOUNCE.</summary>
    private static void CountFailure(ServiceCounter counter, in DeliveryRecord record, Tally tally)
    {
        tally.Note(MessageEventKind.Mentioned);
        int row = ServiceRow(record.Relay, tally);
        tally.Add(counter, row);
        EnhancedCode.Count(
            record.EnhancedStatus, counter == ServiceCounter.Bounced ? StatusCounter.Bounced : StatusCounter.Deferred, tally);
        if (tally.Tag.Program is not (PostfixProgram.Smtp or PostfixProgram.Lmtp))
        {
            return;
        }

        ReadOnlySpan<byte> reply = record.Reason;
        int replyClass = ReplyCode.TrySkipToRemoteReply(ref reply) ? CountRemoteReply(reply, tally) : 0;
        tally.AddDetail(
            replyClass switch
            {
                4 => ServiceCounter.Replies4xx,
                5 => ServiceCounter.Replies5xx,
                _ => FailureCause.Of(record.Reason),
            },
            row);
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
    private static int ServiceRow(ReadOnlySpan<byte> relay, Tally tally) =>
        NamesItsService(tally.Tag.Program) && !relay.SequenceEqual(tally.Tag.Service)
            && !relay.SequenceEqual("none"u8) && NameTable.IsValid(relay)
            ? tally.ServiceRow(relay)
            : tally.ServiceRow();

    private static bool IsExcluded(ReadOnlySpan<byte> relay, Tally tally) =>
        tally.Tag.Excluded
        || (NamesItsService(tally.Tag.Program) ? tally.IsExcludedService(relay) : tally.Exclusions.HasRelay(relay));

    private static bool NamesItsService(PostfixProgram program) =>
        program is PostfixProgram.Pipe or PostfixProgram.Local or PostfixProgram.Virtual;
}
