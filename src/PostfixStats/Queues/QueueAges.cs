// How messages are sorted by age: the default buckets of qshape(1).

using System.Numerics;

namespace PostfixStats.Queues;

/// <summary>Ten buckets. The first ends at five minutes, each later one at twice the age of the one before, the last has no end.</summary>
public static class QueueAges
{
    /// <summary>How many buckets there are.</summary>
    public const int Count = 10;

    private const int FirstMinutes = 5;

    /// <summary>The age in minutes that a bucket's messages have not reached; null for the last bucket.</summary>
    /// <param name="bucket">From 0.</param>
    public static int? UpperMinutes(int bucket) => bucket == Count - 1 ? null : FirstMinutes << bucket;

    /// <summary>The bucket of an age.</summary>
    /// <param name="seconds">0 and up.</param>
    public static int BucketOf(long seconds)
    {
        ulong firsts = (ulong)seconds / (60 * FirstMinutes);
        return firsts == 0 ? 0 : Math.Min(1 + BitOperations.Log2(firsts), Count - 1);
    }
}
