// The record that every delivery agent writes for every recipient (Postfix global/log_adhoc.c):
// QID: to=<RCPT>[, orig_to=<RCPT>], relay=RELAY[, conn_use=N], delay=D, delays=a/b/c/d[, tls=FEATURES], dsn=X.Y.Z, status=STATUS (REASON)

using System.Runtime.CompilerServices;

namespace PostfixStats.Grammar;

/// <summary>A delivery record taken apart from left to right; recipients and reason are written by strangers.</summary>
internal ref struct DeliveryRecord
{
    /// <summary>A next hop <c>host[address]:port</c>, <c>none</c>, or the service's name.</summary>
    public ReadOnlySpan<byte> Relay;

    /// <summary>Seconds, with or without a fraction; empty where the record has none.</summary>
    public ReadOnlySpan<byte> Delay;

    /// <summary>The seconds of the four stages, with slashes between them; empty before Postfix 2.3.</summary>
    public ReadOnlySpan<byte> Delays;

    /// <summary>The enhanced status code; empty before Postfix 2.3.</summary>
    public ReadOnlySpan<byte> EnhancedStatus;

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
        DeliveryRecord withoutDomain = default;
        bool found = false;
        for (int end = AddressField.End(text); end >= 0; end = AddressField.NextEnd(text, end))
        {
            // Postfix gives every recipient a domain. Without one, what looks like the end may stand in an address that an old
            // Postfix logged without its quotes.
            bool complete = text[..end].IndexOfNear((byte)'@') >= 0;
            if (complete && TryReadAfterRecipient(text[(end + 1)..], ref record))
            {
                return true;
            }

            if (!complete && !found)
            {
                found = TryReadAfterRecipient(text[(end + 1)..], ref withoutDomain);
            }
        }

        record = withoutDomain;
        return found;
    }

    private static bool TryReadAfterRecipient(ReadOnlySpan<byte> text, ref DeliveryRecord record)
    {
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
        if (!text.Skip(", relay="u8) || !TryTakeValue(ref text, out record.Relay))
        {
            return false;
        }

        while (!text.Skip(" status="u8))
        {
            if (!TryTakeNumericField(ref text, ref record) && !SkipField(ref text))
            {
                return false;
            }
        }

        return TryReadStatus(text, ref record);
    }

    /// <summary>The fields that nearly all records have: numbers with points, and slashes between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryTakeNumericField(scoped ref ReadOnlySpan<byte> text, ref DeliveryRecord record)
    {
        ReadOnlySpan<byte> rest = text;
        if (rest.Skip(" delay="u8))
        {
            return TryTakeNumbers(ref text, rest, out record.Delay);
        }

        return rest.Skip(" delays="u8) ? TryTakeNumbers(ref text, rest, out record.Delays)
            : rest.Skip(" dsn="u8) && TryTakeNumbers(ref text, rest, out record.EnhancedStatus);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryTakeNumbers(scoped ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> numbers)
    {
        int end = ByteText.CountOfNumbers(rest);
        if (end == 0 || end == rest.Length || rest[end] != ',')
        {
            numbers = default;
            return false;
        }

        numbers = rest[..end];
        text = rest[(end + 1)..];
        return true;
    }

    /// <summary><c> key=value,</c>, but not one of the fields before, which stand only once.</summary>
    private static bool SkipField(ref ReadOnlySpan<byte> text)
    {
        if (!text.Skip(" "u8) || !text.TakeUntil((byte)'=', out ReadOnlySpan<byte> key) || !TryTakeValue(ref text, out _))
        {
            return false;
        }

        return !key.IsEmpty && !key.ContainsAnyExceptInRange((byte)'_', (byte)'z')
            && !key.SequenceEqual("relay"u8) && !key.SequenceEqual("to"u8) && !key.SequenceEqual("orig_to"u8);
    }

    /// <summary>Takes a value up to its comma; none holds a space or bracket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryTakeValue(scoped ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> value)
    {
        int end = text.IndexOfAnyNear((byte)',', (byte)' ', (byte)'>');
        if (end <= 0 || text[end] != ',')
        {
            value = default;
            return false;
        }

        value = text[..end];
        text = text[(end + 1)..];
        return true;
    }

    private static bool TryReadStatus(ReadOnlySpan<byte> text, ref DeliveryRecord record)
    {
        int end = text.IndexOfNear((byte)' ');
        record.StatusWord = end < 0 ? text : text[..end];
        record.Reason = end < 0 ? default : text[(end + 1)..];
        record.Reason.Skip("("u8);
        return record.StatusWord.Length > 0;
    }
}
