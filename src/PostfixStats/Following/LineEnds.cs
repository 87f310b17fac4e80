// Where lines may end, found for many octets at once.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PostfixStats.Following;

/// <summary>Looks at a block of text for the octets that end a line: line feeds and zeros.</summary>
internal static class LineEnds
{
    /// <summary>Octets of a block.</summary>
    public const int BlockLength = 64;

    /// <summary>
    /// A bit for each octet of a block that is no greater than a line feed, the first one's lowest. One comparison finds line feeds and
    /// zeros so; what else it finds are tabs, and little more.
    /// </summary>
    /// <param name="block"><see cref="BlockLength"/> octets.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Candidates(ReadOnlySpan<byte> block) =>
        UpToLineFeed(block)
        | (UpToLineFeed(block[16..]) << 16)
        | (UpToLineFeed(block[32..]) << 32)
        | (UpToLineFeed(block[48..]) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong UpToLineFeed(ReadOnlySpan<byte> text)
    {
        Vector128<byte> octets = Vector128.Create(text);
        return Vector128.Equals(Vector128.Min(octets, Vector128.Create((byte)'\n')), octets).ExtractMostSignificantBits();
    }
}
