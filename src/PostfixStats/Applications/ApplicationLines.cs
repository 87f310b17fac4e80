// Finds the lines that tell of applications, among those that have been counted.

using System.Buffers.Text;
using System.Text;
using PostfixStats.Counting;
using PostfixStats.Grammar;

namespace PostfixStats.Applications;

/// <summary>
/// Goes by what a line has counted, and looks at the text only of lines that count nothing, or not enough. All texts are of Postfix's
/// or the system's own; what strangers write is left out.
/// </summary>
internal static class ApplicationLines
{
    /// <summary>Longest version or reason kept, in characters.</summary>
    private const int MaxLength = 64;

    /// <summary>Whether a line may be one of those, told by its program and by what it counted.</summary>
    public static bool IsCandidate(LineOutcome outcome, TaggedProgram tag, LineEffect effect) => (outcome, tag.Program) switch
    {
        (LineOutcome.Counted, PostfixProgram.Master) => true,
        (LineOutcome.Ignored, PostfixProgram.Master or PostfixProgram.PostfixScript or PostfixProgram.Smtp or PostfixProgram.Lmtp) => true,
        (LineOutcome.Counted, PostfixProgram.Smtp or PostfixProgram.Lmtp or PostfixProgram.Postscreen) => !effect.Moves.IsEmpty,
        (LineOutcome.Counted, PostfixProgram.Smtpd) => !effect.Moves.IsEmpty && IsOfSession(tag.Counters, effect.Moves[0].Slot),
        _ => false,
    };

    /// <summary>What a line tells.</summary>
    /// <param name="instance">Whose line it is.</param>
    /// <param name="program">Who wrote it.</param>
    /// <param name="effect">What it counted; of no account where it counted nothing.</param>
    /// <param name="message">Its text after the tag.</param>
    public static ApplicationEvent Read(InstanceCounters instance, PostfixProgram program, LineEffect effect, ReadOnlySpan<byte> message) => program switch
    {
        PostfixProgram.Master => OfMaster(message),
        PostfixProgram.PostfixScript => OfScript(message),
        PostfixProgram.Smtpd => OfSmtpd(instance, effect.Moves, message),
        PostfixProgram.Postscreen => OfPostscreen(instance, effect.Moves),
        _ => OfClient(instance, effect.Moves, message),
    };

    /// <summary>Lines of master(8) (Postfix master/master.c, master/master_sig.c, master/master_spawn.c).</summary>
    private static ApplicationEvent OfMaster(ReadOnlySpan<byte> message)
    {
        if (message.Skip("daemon started -- version "u8))
        {
            return new ApplicationEvent(ApplicationEventKind.Started, Version(message));
        }

        if (message.Skip("reload -- version "u8))
        {
            return new ApplicationEvent(ApplicationEventKind.Reloaded, Version(message));
        }

        if (message.StartsWith("terminating on signal "u8) || message.StartsWith("master exit time has arrived"u8))
        {
            return new ApplicationEvent(ApplicationEventKind.Ended);
        }

        // "warning: process PATH pid N exit status N", "... killed by signal N"
        return message.Skip("warning: process "u8) && message.SkipPast(" pid "u8) && Utf8Parser.TryParse(message, out int process, out _)
            ? new ApplicationEvent(ApplicationEventKind.ProcessDied, Process: process)
            : default;
    }

    /// <summary>
    /// Lines of postfix(1) (Postfix conf/postfix-script). With Postfix's own logger, which ends with it, master(8) writes nothing any more.
    /// </summary>
    private static ApplicationEvent OfScript(ReadOnlySpan<byte> message) =>
        message.SequenceEqual("stopping the Postfix mail system"u8) || message.SequenceEqual("aborting the Postfix mail system"u8)
            ? new ApplicationEvent(ApplicationEventKind.Ended)
            : default;

    /// <summary>Whether the first counter that a line of smtpd(8) moves is one of sessions, refusals or warnings.</summary>
    private static bool IsOfSession(InstanceCounters instance, int first) =>
        first == instance.Slot(Counter.SmtpdConnect) || first == instance.Slot(Counter.SmtpdDisconnect) || first == instance.Slot(Counter.LogWarning)
        || first == instance.Slot(Counter.RejectedBySmtpd) || first == instance.Slot(Counter.RejectedByMilter);

    private static ApplicationEvent OfSmtpd(InstanceCounters instance, ReadOnlySpan<Move> moves, ReadOnlySpan<byte> message)
    {
        int first = moves[0].Slot;
        if (first == instance.Slot(Counter.SmtpdConnect))
        {
            return new ApplicationEvent(ApplicationEventKind.Connected);
        }

        if (first == instance.Slot(Counter.SmtpdDisconnect))
        {
            return new ApplicationEvent(ApplicationEventKind.Disconnected);
        }

        // "warning: Connection rate limit exceeded: ...": those of connections, not of messages or commands (smtpd/smtpd.c).
        if (first == instance.Slot(Counter.LogWarning))
        {
            return message.StartsWith("warning: Connection "u8) && Contains(moves, instance.Slot(Counter.SmtpdRateLimited))
                ? new ApplicationEvent(ApplicationEventKind.OverLimit, RowOf(CounterFamilies.Reason, (int)RejectReason.RateLimit))
                : default;
        }

        return first == instance.Slot(Counter.RejectedBySmtpd) || first == instance.Slot(Counter.RejectedByMilter)
            ? OfReject(instance, moves)
            : default;
    }

    private static ApplicationEvent OfReject(InstanceCounters instance, ReadOnlySpan<Move> moves)
    {
        bool isOfConnection = false;
        string reason = "";
        foreach (Move move in moves)
        {
            if (instance.TryFindCell(CounterFamilies.Stage, move.Slot, out int row, out _))
            {
                isOfConnection = row == (int)RejectStage.Connect;
            }
            else if (instance.TryFindCell(CounterFamilies.Reason, move.Slot, out row, out _))
            {
                reason = RowOf(CounterFamilies.Reason, row);
            }
        }

        return isOfConnection ? new ApplicationEvent(ApplicationEventKind.Refused, reason) : default;
    }

    /// <summary>postscreen(8) refuses clients before smtpd(8) sees them.</summary>
    private static ApplicationEvent OfPostscreen(InstanceCounters instance, ReadOnlySpan<Move> moves) =>
        Contains(moves, instance.Slot(Counter.Postscreen4xx)) || Contains(moves, instance.Slot(Counter.Postscreen5xx))
            ? new ApplicationEvent(ApplicationEventKind.Refused, "postscreen")
            : default;

    private static ApplicationEvent OfClient(InstanceCounters instance, ReadOnlySpan<Move> moves, ReadOnlySpan<byte> message)
    {
        if (message.Skip("connect to "u8))
        {
            return new ApplicationEvent(ApplicationEventKind.ConnectFailed, Cause(message));
        }

        foreach (Move move in moves)
        {
            if (instance.TryFindCell(CounterFamilies.Service, move.Slot, out _, out int column)
                && (ServiceCounter)column is ServiceCounter.Sent or ServiceCounter.Replies4xx or ServiceCounter.Replies5xx)
            {
                return new ApplicationEvent(ApplicationEventKind.Answered);
            }
        }

        return default;
    }

    /// <summary>
    /// The cause in <c>connect to H[A]:P: CAUSE</c> (smtp/smtp_connect.c), up to what a server may have written:
    /// <c>server refused to talk to me: TEXT</c>.
    /// </summary>
    private static string Cause(ReadOnlySpan<byte> text)
    {
        if (!text.SkipPast("]"u8))
        {
            return "other";
        }

        if (text.Skip(":"u8) && text.SkipDigits() > 0)
        {
            text.Skip(":"u8);
        }

        text.Skip(" "u8);
        int end = text.IndexOfAny((byte)':', (byte)'(');
        return Text(end < 0 ? text : text[..end]) is { Length: > 0 } cause ? cause : "other";
    }

    private static string Version(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)',');
        return Text(end < 0 ? text : text[..end]);
    }

    /// <summary>Printable ASCII; anything else is nothing that Postfix wrote.</summary>
    private static string Text(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd((byte)' ');
        return text.Length <= MaxLength && !text.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? Encoding.ASCII.GetString(text) : "";
    }

    private static string RowOf(CounterFamily family, int row) => family.FixedRows[row];

    private static bool Contains(ReadOnlySpan<Move> moves, int slot)
    {
        foreach (Move move in moves)
        {
            if (move.Slot == slot)
            {
                return true;
            }
        }

        return false;
    }
}
