// Reads what gzip wrote, and notices when some of it is missing.

using System.Buffers.Binary;
using System.IO.Compression;

namespace PostfixStats.Following;

/// <summary>Compressed logs.</summary>
public static class Gzip
{
    static Gzip()
    {
        // Without this switch .NET takes a file that breaks off for a complete one, and what is gone would be gone silently.
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);
    }

    /// <summary>The text of a compressed file; reading it throws <see cref="InvalidDataException"/> where the file is damaged.</summary>
    /// <exception cref="InvalidDataException">The file is empty, which no gzip writes.</exception>
    public static Stream Decompress(Stream file) =>
        file.CanSeek && file.Length == 0 ? throw new InvalidDataException("it is empty") : new GZipStream(file, CompressionMode.Decompress);

    /// <summary>What the trailer says (RFC 1952, section 2.3.1, ISIZE): the length of the text modulo 2^32.</summary>
    internal static uint? TextLength(FileStream file)
    {
        Span<byte> size = stackalloc byte[sizeof(uint)];
        return file.Length > size.Length && RandomAccess.Read(file.SafeFileHandle, size, file.Length - size.Length) == size.Length
            ? BinaryPrimitives.ReadUInt32LittleEndian(size)
            : null;
    }
}
