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

        CountService(ServiceCounter.Sent, record.Relay, tally);
        if (tally.Tag.Program == PostfixProgram.Smtp && Peer.IsLoopback(record.Relay))
        {
            tally.Add(Counter.InternalSent);
        }
    }

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
