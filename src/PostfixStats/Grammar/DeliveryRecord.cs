// The record that every delivery agent writes for every recipient (Postfix global/log_adhoc.c):
// QID: to=<RCPT>[, orig_to=<RCPT>], relay=RELAY[, conn_use=N], delay=D, delays=a/b/c/d[, tls=FEATURES], dsn=X.Y.Z, status=STATUS (REASON)

namespace PostfixStats.Grammar;

/// <summary>A delivery record taken apart from left to right; recipients and reason are written by strangers.</summary>
internal ref struct DeliveryRecord
{
    /// <summary>A next hop <c>host[address]:port</c>, <c>none</c>, or the service's name.</summary>
    public ReadOnlySpan<byte> Relay;

    public ReadOnlySpan<byte> StatusWord;

    /// <summary>What follows the opening parenthesis.</summary>
    public ReadOnlySpan<byte> Reason;

    public readonly DeliveryStatus Status => StatusWord.Length switch
    {
        4 when StatusWord.SequenceEqual("sent"u8) => DeliveryStatus.Sent,
        8 when StatusWord.SequenceEqual("deferred"u8) => DeliveryStatus.Deferred,
        7 when StatusWord.SequenceEqual("bounced"u8) => DeliveryStatus.Bounced,
        10 when StatusWord.SequenceEqual("SOFTBOUNCE"u8) => DeliveryStatus.SoftBounce,
        11 when StatusWord.SequenceEqual("deliverable"u8) => DeliveryStatus.Deliverable,
        13 when StatusWord.SequenceEqual("undeliverable"u8) => DeliveryStatus.Undeliverable,
        28 when StatusWord.SequenceEqual("undeliverable-but-not-cached"u8) => DeliveryStatus.UndeliverableButNotCached,
        _ => DeliveryStatus.Unknown,
    };

    /// <summary>Takes apart what follows <c>QID: to=&lt;</c>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out DeliveryRecord record)
    {
        record = default;
        bool found = false;
        for (int end = AddressField.End(text); end >= 0; end = AddressField.NextEnd(text, end))
        {
            // Postfix gives every recipient a domain. Without one, what looks like the end may stand in an address that an old
            // Postfix logged without its quotes.
            bool complete = text[..end].Contains((byte)'@');
            if ((complete || !found) && TryReadAfterRecipient(text[(end + 1)..], out DeliveryRecord candidate))
            {
                record = candidate;
                if (complete)
                {
                    return true;
                }

                found = true;
            }
        }

        return found;
    }

    private static bool TryReadAfterRecipient(ReadOnlySpan<byte> text, out DeliveryRecord record)
    {
        record = default;
        if (!text.Skip(", orig_to=<"u8))
        {
            return TryReadFields(text, ref record);
        }

        for (int end = AddressField.End(text); end >= 0; end = AddressField.NextEnd(text, end))
        {
            if (TryReadFields(text[(end + 1)..], ref record))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// <c>, relay=</c>, then fields up to <c>status=</c>. Postfix adds a field every few years, so unknown ones are stepped over.
    /// </summary>
    private static bool TryReadFields(ReadOnlySpan<byte> text, ref DeliveryRecord record)
    {
        if (!text.Skip(", relay="u8) || !text.TakeUntil((byte)',', out record.Relay) || !IsValue(record.Relay))
        {
            return false;
        }

        while (text.Skip(" "u8))
        {
            if (text.Skip("status="u8))
            {
                return TryReadStatus(text, ref record);
            }

            if (!text.TakeUntil((byte)',', out ReadOnlySpan<byte> field) || !IsField(field))
            {
                return false;
            }
        }

        return false;
    }

    private static bool TryReadStatus(ReadOnlySpan<byte> text, ref DeliveryRecord record)
    {
        int end = text.IndexOf((byte)' ');
        record.StatusWord = end < 0 ? text : text[..end];
        record.Reason = end < 0 ? default : text[(end + 1)..];
        record.Reason.Skip("("u8);
        return record.StatusWord.Length > 0;
    }

    /// <summary><c>key=value</c>, and not one that may stand only once, before.</summary>
    private static bool IsField(ReadOnlySpan<byte> field)
    {
        int equals = field.IndexOf((byte)'=');
        return equals > 0
            && !field[..equals].ContainsAnyExceptInRange((byte)'_', (byte)'z')
            && !field.StartsWith("relay="u8) && !field.StartsWith("to="u8) && !field.StartsWith("orig_to="u8)
            && IsValue(field[(equals + 1)..]);
    }

    private static bool IsValue(ReadOnlySpan<byte> value) => !value.IsEmpty && !value.ContainsAny("<>( "u8);
}
