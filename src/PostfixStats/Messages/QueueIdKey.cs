// A queue id as a number.

using System.Buffers.Binary;

namespace PostfixStats.Messages;

/// <summary>
/// Hashes queue ids (Postfix global/mail_queue.h) to 64 bits: among 200,000 messages two share a key once in a thousand million
/// such memories. Postfix makes the ids, so that nobody can choose them. The keys stand in <c>state.queue-ids</c>, so that the function may
/// never change.
/// </summary>
internal static class QueueIdKey
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private const ulong Seed = 0xA0761D6478BD642F;

    /// <summary>The number of an id, whatever instance it is of; never 0.</summary>
    public static ulong Of(ReadOnlySpan<byte> id)
    {
        ulong hash = Seed ^ (ulong)id.Length;
        ReadOnlySpan<byte> left = id;
        for (; left.Length >= sizeof(ulong); left = left[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(left));
        }

        return NotZero(Mix(hash ^ Rest(id, left.Length)));
    }

    /// <summary>The key of an id in a Postfix instance.</summary>
    public static ulong In(int instance, ulong id) => NotZero(Mix(id ^ ((ulong)instance << 56)));

    /// <summary>The last octets of an id, less than eight, as a number with the first of them on top.</summary>
    private static ulong Rest(ReadOnlySpan<byte> id, int length)
    {
        if (id.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(id[^sizeof(ulong)..]) & ((1UL << (8 * length)) - 1);
        }

        ulong rest = 0;
        foreach (byte each in id)
        {
            rest = (rest << 8) | each;
        }

        return rest;
    }

    /// <summary>The halves of a product of 128 bits together. By halves: .NET does that in a call where the processor may be any.</summary>
    private static ulong Mix(ulong value)
    {
        const ulong Low = Multiplier & uint.MaxValue;
        const ulong High = Multiplier >> 32;
        ulong lower = (uint)value;
        ulong upper = value >> 32;
        ulong right = lower * High;
        ulong left = upper * Low;
        ulong middle = ((lower * Low) >> 32) + (uint)right + (uint)left;
        ulong high = (upper * High) + (right >> 32) + (left >> 32) + (middle >> 32);
        return (high ^ (value * Multiplier)) * Seed;
    }

    private static ulong NotZero(ulong hash) => hash == 0 ? 1 : hash;
}
