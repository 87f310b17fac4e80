// Why our server refused, by Postfix's own words (smtpd/smtpd_check.c, smtpd/smtpd.c; default_rbl_reply in main.cf).

using System.Text;
using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary>
/// Reads <c>[&lt;WHAT>: ]CLASS rejected: TEXT</c> and the texts without a class. WHAT is an address or name that a client chose, so
/// it is stepped over, and only the text behind it is looked at, from its beginning.
/// </summary>
internal static class ReasonText
{
    /// <summary>The reason of a text after its codes.</summary>
    public static RejectReason Of(ReadOnlySpan<byte> text)
    {
        SkipSubject(ref text);
        return text.StartsWith("Relay access denied"u8) ? RejectReason.RelayDenied
            : text.StartsWith("Service unavailable; "u8) && IsDnsbl(text) ? RejectReason.Dnsbl
            : text.Skip("Recipient address rejected: "u8) ? OfRecipient(text)
            : text.Skip("Sender address rejected: "u8) ? OfPolicy(text, RejectReason.Sender)
            : text.Skip("Client host rejected: "u8) ? OfPolicy(text, RejectReason.Client)
            : text.Skip("Helo command rejected: "u8) ? OfPolicy(text, RejectReason.Helo)
            : text.Skip("Data command rejected: "u8) || text.Skip("End-of-data rejected: "u8) || text.Skip("Etrn command rejected: "u8)
                ? OfPolicy(text, RejectReason.Other)
            : OfUnclassed(text);
    }

    /// <summary>Counts the list in <c>CLASS [WHAT] blocked using DOMAIN; TEXT</c>.</summary>
    public static void CountDnsbl(ReadOnlySpan<byte> text, DnsblCounter counter, Tally tally)
    {
        if (text.SkipPast("] blocked using "u8))
        {
            int end = text.IndexOfAny((byte)';', (byte)' ', (byte)',');
            ReadOnlySpan<byte> domain = end < 0 ? text : text[..end];
            if (NameTable.IsValid(domain))
            {
                tally.Add(CounterFamilies.Dnsbl, domain, (int)counter, (int)CappedRow.Dnsbl);
            }
        }
    }

    /// <summary><c>&lt;WHAT>: </c>, where WHAT may hold anything between quotes.</summary>
    private static void SkipSubject(ref ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'<', ..])
        {
            return;
        }

        ReadOnlySpan<byte> address = text[1..];
        for (int end = AddressField.End(address); end >= 0; end = AddressField.NextEnd(address, end))
        {
            ReadOnlySpan<byte> rest = address[(end + 1)..];
            if (rest.Skip(": "u8))
            {
                text = rest;
                return;
            }
        }
    }

    /// <summary>WHAT in <c>CLASS [WHAT] blocked using</c> is a name or address without a space.</summary>
    private static bool IsDnsbl(ReadOnlySpan<byte> text)
    {
        int open = text.IndexOf((byte)'[');
        int end = open < 0 ? -1 : text[open..].IndexOf((byte)' ');
        return end > 0 && text[open + end - 1] == ']' && text[(open + end)..].StartsWith(" blocked using "u8);
    }

    private static RejectReason OfRecipient(ReadOnlySpan<byte> text) =>
        text.StartsWith("User unknown"u8) || text.StartsWith("undeliverable address"u8) || text.StartsWith("unknown user"u8)
            ? RejectReason.UnknownUser
            : OfPolicy(text, RejectReason.Recipient);

    /// <summary>What a policy server says is free text; most greylisters say what they do.</summary>
    private static RejectReason OfPolicy(ReadOnlySpan<byte> text, RejectReason otherwise) =>
        Begins(text, "greylist"u8) || Begins(text, "policy"u8) || Begins(text, "rejected by policy"u8)
            ? RejectReason.Policy
        : text.StartsWith("Improper use of SMTP command pipelining"u8) ? RejectReason.Pipelining
        : otherwise == RejectReason.Other ? OfUnclassed(text)
        : IsServerTrouble(text) ? RejectReason.ServerConfiguration
        : otherwise;

    private static RejectReason OfUnclassed(ReadOnlySpan<byte> text) =>
        text.StartsWith("Message size exceeds "u8) || text.StartsWith("Error: message file too big"u8) ? RejectReason.Size
        : IsServerTrouble(text) || text.StartsWith("Insufficient system storage"u8) || HasServerTroubleAfterHost(text)
            ? RejectReason.ServerConfiguration
        : Begins(text, "greylist"u8) ? RejectReason.Policy
        : RejectReason.Other;

    private static bool IsServerTrouble(ReadOnlySpan<byte> text) =>
        text.StartsWith("Server configuration "u8) || text.StartsWith("Temporary lookup "u8)
        || text.StartsWith("Server local data error"u8);

    /// <summary><c>421 4.3.0 HOST Server local data error</c> (smtpd/smtpd.c).</summary>
    private static bool HasServerTroubleAfterHost(ReadOnlySpan<byte> text) =>
        text.TakeUntil((byte)' ', out _) && IsServerTrouble(text);

    private static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word);
}
