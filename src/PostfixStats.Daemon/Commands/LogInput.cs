// Opens what `count` reads.

using System.IO.Compression;

namespace PostfixStats.Daemon.Commands;

/// <summary>Files as they are found: plain, compressed by gzip, or standard input.</summary>
internal static class LogInput
{
    /// <summary>The text of a log.</summary>
    /// <param name="file">A file name, or <c>-</c>.</param>
    public static Stream Open(string file)
    {
        if (file == "-")
        {
            return Console.OpenStandardInput();
        }

        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        if (!stream.CanSeek)
        {
            return stream;
        }

        // gzip is known by its magic, whatever the file is called (RFC 1952 2.3.1).
        Span<byte> magic = stackalloc byte[2];
        bool compressed = stream.Read(magic) == 2 && magic is [0x1F, 0x8B];
        stream.Position = 0;
        return compressed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }
}
