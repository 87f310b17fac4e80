// The record of a header, body or MIME check: (header|body|content|mime-error TEXT:) CONTENT from ORIGIN;[ from=<>][ to=<>]
// [ proto=P][ helo=<H>][: TEXT] (Postfix cleanup/cleanup_message.c cleanup_act_log, cleanup_mime_error_callback).

namespace PostfixStats.Grammar;

/// <summary>A content check taken apart. CONTENT, addresses and all but the last text are written by strangers.</summary>
internal readonly ref struct ContentCheck
{
    /// <summary>cleanup cuts the content after 200 bytes; a MIME error's text stands before it.</summary>
    private const int MaxContentLength = 300;

    private ContentCheck(bool isLocal, int replyClass)
    {
        IsLocal = isLocal;
        ReplyClass = replyClass;
    }

    /// <summary>Whether the mail came from pickup, so that there is no SMTP client to reply to.</summary>
    public bool IsLocal { get; }

    /// <summary>4 or 5 by the enhanced code of the text at the end; 0 without one.</summary>
    public int ReplyClass { get; }

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

        bool found = false;
        int limit = Math.Min(text.Length, MaxContentLength);
        int searched = 0;
        while (true)
        {
            int at = searched > limit ? -1 : text[searched..].IndexOf(" from "u8);
            if (at < 0)
            {
                return found;
            }

            searched += at + 1;
            ReadOnlySpan<byte> rest = text[(searched + "from "u8.Length)..];
            if (searched <= limit && TryReadOrigin(ref rest, out bool isLocal))
            {
                check = new ContentCheck(isLocal, mimeError ? 5 : ReplyCode.EnhancedClass(rest));
                found = true;
                searched = text.Length - rest.Length;
            }
        }
    }

    /// <summary>Steps from an origin to the text at the end.</summary>
    private static bool TryReadOrigin(ref ReadOnlySpan<byte> text, out bool isLocal)
    {
        isLocal = false;
        int end = text.IndexOf((byte)';');
        if (end <= 0 || text[..end].Contains((byte)' '))
        {
            return false;
        }

        isLocal = text[..end].SequenceEqual("local"u8);
        ReadOnlySpan<byte> rest = text[(end + 1)..];
        if (!TrySkipAddress(ref rest, " from=<"u8) || !TrySkipAddress(ref rest, " to=<"u8))
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
    private static bool TrySkipAddress(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        if (!text.Skip(name))
        {
            return true;
        }

        for (int end = AddressField.End(text); end >= 0; end = AddressField.NextEnd(text, end))
        {
            bool quoted = text[0] == '"';
            if (!quoted && text[..end].ContainsAny((byte)' ', (byte)'<'))
            {
                return false;
            }

            if (end + 1 == text.Length || text[end + 1] is (byte)' ' or (byte)':')
            {
                text = text[(end + 1)..];
                return true;
            }
        }

        return false;
    }
}
