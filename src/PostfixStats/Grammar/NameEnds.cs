// What nearly all tags differ in.

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PostfixStats.Grammar;

/// <summary>The first and the last octets of a name, compared at once.</summary>
/// <param name="First">The first eight octets; 0 where it has less.</param>
/// <param name="Last">The last eight octets; 0 where it has less.</param>
/// <param name="Length">Octets of the whole name.</param>
internal readonly record struct NameEnds(ulong First, ulong Last, int Length)
{
    /// <summary>Whether two names with these ends are the same.</summary>
    public bool IsWholeName => Length is >= sizeof(ulong) and <= 2 * sizeof(ulong);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NameEnds Of(ReadOnlySpan<byte> name) => name.Length < sizeof(ulong)
        ? new(0, 0, name.Length)
        : new(BinaryPrimitives.ReadUInt64LittleEndian(name), BinaryPrimitives.ReadUInt64LittleEndian(name[^sizeof(ulong)..]), name.Length);
}
