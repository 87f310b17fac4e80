// The record of a header, body or MIME check: (header|body|content|mime-error TEXT:) CONTENT from ORIGIN;[ from=<>][ to=<>]
// [ proto=P][ helo=<H>][: TEXT] (Postfix cleanup/cleanup_message.c cleanup_act_log, cleanup_mime_error_callback).

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>A content check taken apart. CONTENT, addresses and all but the last text are written by strangers.</summary>
internal readonly ref struct ContentCheck
{
    /// <summary>How much may stand before the origin: a kind, and 200 bytes of content.</summary>
    private const int MaxContentLength = 208;

    /// <summary>The same for a MIME error: its text, and 100 bytes of content.</summary>
    private const int MaxMimeErrorLength = 250;

    private ContentCheck(bool isLocal, int replyClass, RejectReason reason, ReadOnlySpan<byte> text)
    {
        IsLocal = isLocal;
        ReplyClass = replyClass;
        Reason = reason;
        Text = text;
    }

    /// <summary>Whether the mail came from pickup, so that there is no SMTP client to reply to.</summary>
    public bool IsLocal { get; }

    /// <summary>4 or 5 by the enhanced code of the text at the end; 0 without one.</summary>
    public int ReplyClass { get; }

    /// <summary>What part of the message was checked.</summary>
    public RejectReason Reason { get; }

    /// <summary>The text at the end; empty without one.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Takes apart what follows the action.</summary>
    /// <remarks>
    /// The content may hold what looks like origin and addresses, and an address may hold what looks like an origin. So: from
    /// the first origin after which addresses and all follow as Postfix writes them, step over those; if the text after them
    /// has another such origin, the first one was content.
    /// </remarks>
    public static bool TryRead(ReadOnlySpan<byte> text, out ContentCheck check)
    {
        check = default;
        bool mimeError = text.StartsWith("mime-error "u8);
        if (!mimeError && !text.StartsWith("header "u8) && !text.StartsWith("body "u8) && !text.StartsWith("content "u8))
        {
            return false;
        }

        return TryRead(text, mimeError, AddressField.ExternalEnd, ref check)
            || TryRead(text, mimeError, AddressField.End, ref check);
    }

    /// <summary>Finds the origin by what follows it.</summary>
    /// <param name="text">What follows the action.</param>
    /// <param name="mimeError">Whether the record is one without a text at the end.</param>
    /// <param name="addressEnd">Finds the end of an address: as Postfix 3.5 and later write it, or without quotes as before.</param>
    /// <param name="check">The record taken apart.</param>
    private static bool TryRead(
        ReadOnlySpan<byte> text, bool mimeError, Func<ReadOnlySpan<byte>, int> addressEnd, ref ContentCheck check)
    {
        bool found = false;
        int searched = 0;
        int limit = mimeError ? MaxMimeErrorLength : MaxContentLength;
        while (true)
        {
            int at = text[searched..].IndexOf(" from "u8);
            searched += at + 1;
            if (at < 0 || searched - 1 > limit)
            {
                return found;
            }

            ReadOnlySpan<byte> rest = text[(searched + "from "u8.Length)..];
            if (TryReadOrigin(ref rest, addressEnd, out bool isLocal))
            {
                RejectReason reason = mimeError || text.StartsWith("header "u8) ? RejectReason.Header : RejectReason.Body;
                check = new ContentCheck(isLocal, mimeError ? 5 : ReplyCode.EnhancedClass(rest), reason, rest);
                found = true;
                // The space before the text may be the one before another origin.
                searched = text.Length - rest.Length - (rest.IsEmpty ? 0 : 1);
            }
        }
    }

    /// <summary>Steps from an origin to the text at the end.</summary>
    private static bool TryReadOrigin(ref ReadOnlySpan<byte> text, Func<ReadOnlySpan<byte>, int> addressEnd, out bool isLocal)
    {
        isLocal = false;
        int end = text.IndexOf((byte)';');
        if (end <= 0 || text[..end].Contains((byte)' '))
        {
            return false;
        }

        isLocal = text[..end].SequenceEqual("local"u8);
        ReadOnlySpan<byte> rest = text[(end + 1)..];
        if (!TrySkipAddress(ref rest, " from=<"u8, addressEnd) || !TrySkipAddress(ref rest, " to=<"u8, addressEnd))
        {
            return false;
        }

        if (rest.Skip(" proto="u8))
        {
            int length = rest.IndexOfAny((byte)' ', (byte)':');
            rest = length < 0 ? default : rest[length..];
        }

        // smtpd replaces spaces and brackets in the name of HELO.
        if (rest.Skip(" helo=<"u8) && !rest.SkipPast(">"u8))
        {
            return false;
        }

        if (!rest.IsEmpty && !rest.Skip(": "u8))
        {
            return false;
        }

        text = rest;
        return true;
    }

    /// <summary>Steps over an address if it is there; false where what is there cannot be one.</summary>
    private static bool TrySkipAddress(
        ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, Func<ReadOnlySpan<byte>, int> addressEnd)
    {
        if (!text.Skip(name))
        {
            return true;
        }

        for (int end = addressEnd(text); end >= 0; end = AddressField.NextEnd(text, end))
        {
            if (end + 1 == text.Length || text[end + 1] is (byte)' ' or (byte)':')
            {
                text = text[(end + 1)..];
                return true;
            }
        }

        return false;
    }
}
