// The message of a Postfix line, given to the reader of its program.

using System.Runtime.CompilerServices;

namespace PostfixStats.Grammar;

/// <summary>Reads what a Postfix program wrote.</summary>
internal static class MessageLines
{
    /// <summary>Collects what a message moves.</summary>
    /// <param name="message">The text after the tag.</param>
    /// <param name="tally">Where the counters are noted; it knows the program.</param>
    public static LineOutcome Read(ReadOnlySpan<byte> message, Tally tally)
    {
        PostfixProgram program = tally.Tag.Program;
        if (program == PostfixProgram.Unknown)
        {
            if (tally.Tag.IsBare)
            {
                return LineOutcome.Ignored;
            }

            tally.Reason = "unknown program";
            return LineOutcome.Unknown;
        }

        // The severity is in the text; "QID: warning: header ..." is none.
        if (message is [(byte)'w' or (byte)'e' or (byte)'f' or (byte)'p', ..] && SeverityLines.TryRead(message, tally))
        {
            return LineOutcome.Counted;
        }

        if (IsCounted(message, program, tally))
        {
            return LineOutcome.Counted;
        }

        if (KnownLines.Contains(program, message))
        {
            return LineOutcome.Ignored;
        }

        if (tally.Reason.Length == 0)
        {
            tally.Reason = "unknown shape of line";
        }

        return LineOutcome.Unknown;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsCounted(ReadOnlySpan<byte> message, PostfixProgram program, Tally tally)
    {
        switch (program)
        {
            case PostfixProgram.Smtpd:
                return SmtpdLines.TryRead(message, tally);
            case PostfixProgram.Smtp or PostfixProgram.Lmtp:
                return SmtpLines.TryRead(message, tally);
            case PostfixProgram.Qmgr or PostfixProgram.Nqmgr or PostfixProgram.Oqmgr:
                return QmgrLines.TryRead(message, tally);
            case PostfixProgram.Cleanup:
                return CleanupLines.TryRead(message, tally);
            case PostfixProgram.Postscreen:
                return PostscreenLines.TryRead(message, tally);
            case PostfixProgram.Local or PostfixProgram.Virtual or PostfixProgram.Pipe or PostfixProgram.Error
                or PostfixProgram.Discard or PostfixProgram.Verify:
                return QueueId.TrySkipReal(ref message) && DeliveryLines.TryRead(message, tally);
            case PostfixProgram.Bounce or PostfixProgram.Postsuper:
                return QueueEventLines.TryRead(message, tally);
            case PostfixProgram.Pickup:
                return ReceptionLines.TryReadPickup(message, tally);
            case PostfixProgram.Qmqpd:
                return ReceptionLines.TryReadQmqpd(message, tally);
            case PostfixProgram.Tlsproxy:
                return TlsLines.TryRead(message, tally);
            default:
                return false;
        }
    }
}
