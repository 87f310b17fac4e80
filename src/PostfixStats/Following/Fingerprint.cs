// The beginning of a file, in eight bytes: tells a log from another one that got its inode or its name.

using System.Globalization;

namespace PostfixStats.Following;

/// <summary>
/// A hash of a file's first bytes, FNV-1a with 64 bits. A log only grows, so the fingerprint stays true; while the file is
/// shorter than <see cref="MaxLength"/>, it is extended with what is read.
/// </summary>
/// <param name="Length">How many bytes it covers, 0 to <see cref="MaxLength"/>.</param>
/// <param name="Hash">The hash, such that no bytes hash to 0.</param>
public readonly record struct Fingerprint(int Length, ulong Hash)
{
    /// <summary>Bytes that a full fingerprint covers: a few log lines, with their time stamps.</summary>
    public const int MaxLength = 1024;

    private const ulong Basis = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    /// <summary>Whether it covers nothing, so that every file begins like it.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The fingerprint of a file that begins with these bytes; at most <see cref="MaxLength"/> of them count.</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> beginning) => default(Fingerprint).Append(beginning);

    /// <summary>The fingerprint with the bytes that follow in the file; what is over <see cref="MaxLength"/> does not count.</summary>
    public Fingerprint Append(ReadOnlySpan<byte> following)
    {
        ReadOnlySpan<byte> covered = following[..Math.Min(following.Length, MaxLength - Length)];
        ulong hash = Hash ^ Basis;
        foreach (byte b in covered)
        {
            hash = (hash ^ b) * Prime;
        }

        return new Fingerprint(Length + covered.Length, hash ^ Basis);
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
