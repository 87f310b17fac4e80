// Compresses a file as gzip(1) does.

using System.IO.Compression;

namespace PostfixStats.Following;

internal static class GzipFile
{
    private static ReadOnlySpan<byte> OfNothing => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Makes PATH.gz of PATH: the original goes when the compressed file is complete, and has passed on its time.</summary>
    public static void Replace(string path)
    {
        using (FileStream from = File.OpenRead(path))
        using (FileStream to = File.Create(path + ".gz"))
        {
            if (from.Length == 0)
            {
                // Of nothing .NET makes nothing, and gzip does not.
                to.Write(OfNothing);
            }
            else
            {
                using var packed = new GZipStream(to, CompressionLevel.Fastest);
                from.CopyTo(packed);
            }
        }

        File.SetLastWriteTimeUtc(path + ".gz", File.GetLastWriteTimeUtc(path));
        File.Delete(path);
    }
}
