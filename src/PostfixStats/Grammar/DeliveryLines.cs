// Counts delivery records, whichever program writes them.

using PostfixStats.Counting;

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
                tally.Add(Counter.ProbeDeliverable);
                return true;
            case DeliveryStatus.Undeliverable:
                tally.Add(Counter.ProbeUndeliverable);
                return true;
            case DeliveryStatus.UndeliverableButNotCached:
                tally.Add(Counter.ProbeUndeliverableButNotCached);
                return true;
            default:
                tally.Reason = "unknown delivery status";
                return false;
        }
    }

    /// <summary>Counts a remote server's reply by class; false where it is no refusal.</summary>
    public static bool CountRemoteReply(ReadOnlySpan<byte> reply, int serviceRow, Tally tally)
    {
        bool smtp = tally.Tag.Program == PostfixProgram.Smtp;
        switch (ReplyCode.Class(reply))
        {
            case 4:
                tally.Add(smtp ? Counter.Smtp4xx : Counter.Lmtp4xx);
                tally.Add(ServiceCounter.Replies4xx, serviceRow);
                return true;
            case 5:
                tally.Add(smtp ? Counter.Smtp5xx : Counter.Lmtp5xx);
                tally.Add(ServiceCounter.Replies5xx, serviceRow);
                return true;
            default:
                return false;
        }
    }

    private static void CountSent(in DeliveryRecord record, Tally tally)
    {
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
        if (tally.Tag.Program == PostfixProgram.Smtp && Peer.IsLoopback(record.Relay))
        {
            tally.Add(Counter.InternalSent);
        }

        Delays.Count(record, row, tally);
    }

    /// <summary>Counts a record with status deferred, bounced or SOFTBOUNCE.</summary>
    private static void CountFailure(ServiceCounter counter, in DeliveryRecord record, Tally tally)
    {
        int row = ServiceRow(record.Relay, tally);
        tally.Add(counter, row);
        EnhancedCode.Count(
            record.EnhancedStatus, counter == ServiceCounter.Bounced ? StatusCounter.Bounced : StatusCounter.Deferred, tally);
        if (tally.Tag.Program is not (PostfixProgram.Smtp or PostfixProgram.Lmtp))
        {
            return;
        }

        ReadOnlySpan<byte> reply = record.Reason;
        if (!ReplyCode.TrySkipToRemoteReply(ref reply) || !CountRemoteReply(reply, row, tally))
        {
            tally.Add(FailureCause.Of(record.Reason), row);
        }
    }

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
