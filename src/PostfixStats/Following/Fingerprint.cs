// The beginning of a file, in eight bytes: tells a log from another one that got its inode or its name.

using System.Globalization;
using System.Numerics;

namespace PostfixStats.Following;

/// <summary>
/// A hash of a file's first bytes. A log only grows, so the fingerprint stays true; it is taken anew while the file is shorter
/// than <see cref="MaxLength"/>.
/// </summary>
/// <param name="Length">How many bytes it covers, 0 to <see cref="MaxLength"/>.</param>
/// <param name="Hash">Two CRC-32C of them, of different seeds.</param>
public readonly record struct Fingerprint(int Length, ulong Hash)
{
    /// <summary>Bytes that a full fingerprint covers: a few log lines, with their time stamps.</summary>
    public const int MaxLength = 1024;

    /// <summary>The fingerprint of a file that begins with these bytes; at most <see cref="MaxLength"/> of them count.</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> beginning)
    {
        ReadOnlySpan<byte> covered = beginning[..Math.Min(beginning.Length, MaxLength)];
        uint low = 0xFFFFFFFF;
        uint high = 0x9E3779B9;
        foreach (byte b in covered)
        {
            low = BitOperations.Crc32C(low, b);
            high = BitOperations.Crc32C(high, (byte)~b);
        }

        return new Fingerprint(covered.Length, ((ulong)high << 32) | low);
    }

    /// <summary>Whether a file that begins with these bytes may be the one this was taken of.</summary>
    public bool Matches(ReadOnlySpan<byte> beginning) => beginning.Length >= Length && Of(beginning[..Length]) == this;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Length}:{Hash:x16}");

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Fingerprint fingerprint)
    {
        fingerprint = default;
        int colon = text.IndexOf(':');
        if (colon < 0
            || !int.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            || length > MaxLength
            || !ulong.TryParse(text[(colon + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hash))
        {
            return false;
        }

        fingerprint = new Fingerprint(length, hash);
        return true;
    }
}
