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
        for (; id.Length >= sizeof(ulong); id = id[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(id));
        }

        ulong rest = 0;
        foreach (byte each in id)
        {
            rest = (rest << 8) | each;
        }

        return NotZero(Mix(hash ^ rest));
    }

    /// <summary>The key of an id in a Postfix instance.</summary>
    public static ulong In(int instance, ulong id) => NotZero(Mix(id ^ ((ulong)instance << 56)));

    private static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value, Multiplier, out ulong low);
        return (high ^ low) * Seed;
    }

    private static ulong NotZero(ulong hash) => hash == 0 ? 1 : hash;
}
