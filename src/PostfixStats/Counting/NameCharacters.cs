// The bytes a name of ours may consist of.

using System.Buffers;

namespace PostfixStats.Counting;

internal static class NameCharacters
{
    public static readonly SearchValues<byte> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"u8);
}
