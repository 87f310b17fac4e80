// What restrictions, access tables and milters do in smtpd(8): ACTION: WHERE from N[A]: TEXT; from=... (Postfix
// smtpd/smtpd_check.c log_whatsup, smtpd/smtpd.c check_milter_reply).

using System.Runtime.CompilerServices;
using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>The family of <c>reject:</c> lines, after their queue id.</summary>
internal static class RejectLines
{
    public static bool TryRead(ReadOnlySpan<byte> text, Tally tally)
    {
        int colon = text.IndexOfNear((byte)':');
        if (colon < 0 || colon + 1 >= text.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> action = text[..colon];
        text = text[(colon + 1)..];
        ReadOnlySpan<byte> where = text;
        if (action.SequenceEqual("reject"u8) && TrySkipClient(ref text))
        {
            tally.Add(Counter.RejectedBySmtpd);
            Rejects.CountReply(text, StageWord.Of(where), reason: null, tally);
            return true;
        }

        if (action.SequenceEqual("milter-reject"u8) && TrySkipClient(ref text))
        {
            tally.Add(Counter.RejectedByMilter);
            Rejects.CountReply(text, StageWord.Of(where), RejectReason.Milter, tally);
            return true;
        }

        return Actions.TryFind(action, out Counter counter) && TrySkipClient(ref text) && Count(counter, tally);
    }

    /// <summary>
    /// Steps over <c> WHERE from N[A]: </c>. WHERE is a command of SMTP, with <c> content</c> after it at times; the client's
    /// name and address hold no space.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySkipClient(ref ReadOnlySpan<byte> text)
    {
        if (!text.SkipPast(" from "u8))
        {
            return false;
        }

        int end = text.IndexOf((byte)' ');
        if (end < 2 || text[end - 1] != ':')
        {
            return false;
        }

        text = text[(end + 1)..];
        return true;
    }

    private static bool Count(Counter counter, Tally tally)
    {
        tally.Add(counter);
        return true;
    }
}
