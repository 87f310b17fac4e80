// Opens what `count` reads.

using Microsoft.Win32.SafeHandles;
using PostfixStats.Following;

namespace PostfixStats.Daemon.Commands;

/// <summary>A log as it is found: a plain file, one compressed by gzip, a pipe, or standard input.</summary>
internal static class LogInput
{
    /// <summary>
    /// Octets that one thread counts at a time, about: enough that putting the parts together costs nothing, and little enough
    /// that all threads end at about the same time.
    /// </summary>
    public const long PartSize = 16 << 20;

    /// <summary>A log in parts, in their order; each begins with a line. What cannot be opened is one part that cannot be read.</summary>
    /// <param name="name">A file name, or <c>-</c>.</param>
    /// <param name="progress">Is told what is read.</param>
    public static IEnumerable<LogPart> Open(string name, CountProgress progress)
    {
        if (name == "-")
        {
            yield return new LogPart("standard input", Console.OpenStandardInput) { CanBeReadAgain = false };
            yield break;
        }

        FileStream? unread = null;
        Exception? obstacle = null;
        try
        {
            // .NET would say of a directory that access is denied, to root too.
            unread = Directory.Exists(name)
                ? throw new IOException("it is a directory")
                : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            obstacle = e;
        }

        try
        {
            foreach (LogPart part in unread is null ? [new LogPart(name, () => throw obstacle!)] : Parts(name, unread, progress))
            {
                yield return part;
            }

            // It is closed after the last part.
            unread = null;
        }
        finally
        {
            unread?.Dispose();
        }
    }

    private static IEnumerable<LogPart> Parts(string name, FileStream stream, CountProgress progress)
    {
        SafeFileHandle file = stream.SafeFileHandle;
        if (!stream.CanSeek)
        {
            yield return new LogPart(name, () => stream) { CanBeReadAgain = false, Last = stream };
        }
        else if (IsCompressed(file))
        {
            yield return new LogPart(
                name,
                () => Gzip.Decompress(new FileRange(file, 0, long.MaxValue, progress)))
            { Last = stream };
        }
        else
        {
            for (long start = 0; start < long.MaxValue;)
            {
                long from = start;
                long end = NextLine(file, from + PartSize);
                yield return new LogPart(name, () => new FileRange(file, from, end, progress))
                {
                    Last = end == long.MaxValue ? stream : null,
                };
                start = end;
            }
        }
    }

    /// <summary>
    /// gzip is known by its magic, whatever the file is called (RFC 1952 2.3.1). A file that cannot be read will say so itself.
    /// </summary>
    private static bool IsCompressed(SafeFileHandle file)
    {
        Span<byte> magic = stackalloc byte[2];
        try
        {
            return RandomAccess.Read(file, magic, 0) == 2 && magic is [0x1F, 0x8B];
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// The first beginning of a line at or after a place. The last part goes on to the end, wherever that will be; so does one
    /// behind which the file cannot be read, which will say so itself.
    /// </summary>
    private static long NextLine(SafeFileHandle file, long place)
    {
        Span<byte> buffer = stackalloc byte[4096];
        try
        {
            while (true)
            {
                int read = RandomAccess.Read(file, buffer, place - 1);
                if (read == 0)
                {
                    return long.MaxValue;
                }

                int end = buffer[..read].IndexOf((byte)'\n');
                if (end >= 0)
                {
                    return place + end;
                }

                place += read;
            }
        }
        catch (IOException)
        {
            return long.MaxValue;
        }
    }
}
