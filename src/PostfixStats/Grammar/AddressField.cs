// The end of an address between angle brackets (Postfix global/info_log_addr_form.c).

namespace PostfixStats.Grammar;

/// <summary>
/// Finds where <c>&lt;address></c> ends. Strangers choose addresses, and a quoted local part may hold anything, also what looks
/// like the rest of a record: <c>&lt;"a>, relay=evil, status=sent (x"@h></c>. Since Postfix 3.5 such a local part stands in
/// quotes; before, the quotes were taken off, so that several ends may have to be tried from the first on.
/// </summary>
internal static class AddressField
{
    /// <summary>How far further ends are looked for: no address is so long, and a forger's text costs no more time.</summary>
    private const int MaxLength = 1024;

    /// <summary>The end as Postfix 3.5 and later mean it, quotes and domain literals stepped over.</summary>
    /// <param name="text">What follows the opening bracket.</param>
    /// <returns>The place of the closing bracket, or -1.</returns>
    public static int End(ReadOnlySpan<byte> text)
    {
        int special = text.IndexOfAnyNear((byte)'>', (byte)'"', (byte)'[');
        return special >= 0 && text[special] == '>' ? special : EndOfUnusual(text);
    }

    /// <summary>The next possible end after one at which the rest of the record made no sense.</summary>
    /// <param name="text">What follows the opening bracket.</param>
    /// <param name="last">The end tried last.</param>
    /// <returns>An end after that, or -1.</returns>
    public static int NextEnd(ReadOnlySpan<byte> text, int last)
    {
        text = text[..Math.Min(text.Length, MaxLength)];
        for (int end = last + 1; end < text.Length; end++)
        {
            int step = text[end..].IndexOf((byte)'>');
            if (step < 0)
            {
                return -1;
            }

            end += step;
            if (IsPossible(text[..end]))
            {
                return end;
            }
        }

        return -1;
    }

    /// <summary>
    /// The end of an address that is what Postfix 3.5 and later write: outside of quotes and of a domain literal it has neither
    /// space nor bracket nor quote.
    /// </summary>
    /// <param name="text">What follows the opening bracket.</param>
    /// <returns>The place of the closing bracket, or -1.</returns>
    public static int ExternalEnd(ReadOnlySpan<byte> text)
    {
        int at = text is [(byte)'"', ..] ? SkipEnclosed(text, 0, (byte)'"') : 0;
        while (at >= 0)
        {
            int step = text[at..].IndexOfAny("><[ \""u8);
            if (step < 0)
            {
                return -1;
            }

            at += step;
            if (text[at] != '[')
            {
                return text[at] == '>' ? at : -1;
            }

            at = at > 0 && text[at - 1] == '@' ? SkipEnclosed(text, at, (byte)']') : at + 1;
        }

        return -1;
    }

    /// <summary>Whether a text with a closing bracket in it can be an address all the same: no domain has such a bracket.</summary>
    private static bool IsPossible(ReadOnlySpan<byte> address) =>
        address[(address.LastIndexOf((byte)'@') + 1)..].IndexOf((byte)'>') < 0 || address.IndexOf((byte)'@') < 0;

    private static int EndOfUnusual(ReadOnlySpan<byte> text)
    {
        int at = 0;
        if (text.Length > 0 && text[0] == '"')
        {
            at = SkipEnclosed(text, 0, (byte)'"');
        }

        while (at >= 0 && at < text.Length)
        {
            int step = text[at..].IndexOfAny((byte)'>', (byte)'[');
            if (step < 0)
            {
                break;
            }

            at += step;
            if (text[at] == '>')
            {
                return at;
            }

            // A domain literal may hold anything too; another bracket is no delimiter.
            at = at > 0 && text[at - 1] == '@' ? SkipEnclosed(text, at, (byte)']') : at + 1;
        }

        return text.IndexOf((byte)'>');
    }

    /// <summary>The place after the closing character, backslashes stepped over, or -1.</summary>
    private static int SkipEnclosed(ReadOnlySpan<byte> text, int open, byte close)
    {
        for (int i = open + 1; i < text.Length; i++)
        {
            if (text[i] == close)
            {
                return i + 1;
            }

            if (text[i] == '\\')
            {
                i++;
            }
        }

        return -1;
    }
}
