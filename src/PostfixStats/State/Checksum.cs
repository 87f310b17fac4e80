// The checksum of the state files.

using System.Numerics;

namespace PostfixStats.State;

/// <summary>CRC-32C (RFC 3385 gives the reasons for it), which processors compute themselves.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BitConverter.ToUInt64(bytes));
        }

        foreach (byte b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
