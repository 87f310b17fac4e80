// The first records of a queue file: a type, a length in groups of seven bits, the text (record.h, rec_type.h).

using System.Buffers.Text;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using PostfixStats.Following;

namespace PostfixStats.Queues;

/// <summary>When a message arrived and how large it is.</summary>
/// <param name="Arrival">Seconds since 1970; null where its first records do not tell.</param>
/// <param name="Size">Octets of content; null where its first records do not tell, as in maildrop.</param>
internal readonly record struct QueueFile(long? Arrival, long? Size)
{
    /// <summary>O_RDONLY | O_CLOEXEC | O_NONBLOCK: a pipe under a queue file's name keeps nobody waiting.</summary>
    private const int Flags = 0x80000 | 0x800;

    /// <summary>Reads the beginning of a queue file.</summary>
    /// <remarks>A FileStream would take a shared flock(2), and the queue manager, which takes an exclusive one, would pass the message over.</remarks>
    /// <returns>0, or the errno that says why not.</returns>
    public static int TryRead(string path, out QueueFile file)
    {
        file = default;
        using SafeFileHandle handle = NativeMethods.Open(path, Flags);
        if (handle.IsInvalid)
        {
            return Marshal.GetLastPInvokeError();
        }

        Span<byte> head = stackalloc byte[512];
        try
        {
            file = Parse(head[..RandomAccess.Read(handle, head, 0)]);
            return 0;
        }
        catch (IOException)
        {
            return NativeMethods.InputOutput;
        }
    }

    /// <summary>Takes the records apart up to the time of arrival, which precedes the sender.</summary>
    internal static QueueFile Parse(ReadOnlySpan<byte> head)
    {
        long? size = null;
        while (TryTake(ref head, out byte type, out ReadOnlySpan<byte> text))
        {
            switch (type)
            {
                case (byte)'C' when size is null:
                    size = FirstNumber(text);
                    break;
                case (byte)'T':
                    return new QueueFile(FirstNumber(text), size);
                case (byte)'S':
                    return new QueueFile(null, size);
                default:
                    break;
            }
        }

        return new QueueFile(null, size);
    }

    private static bool TryTake(ref ReadOnlySpan<byte> head, out byte type, out ReadOnlySpan<byte> text)
    {
        type = 0;
        text = default;
        int length = 0;
        for (int at = 1; at < Math.Min(head.Length, 4); at++)
        {
            length |= (head[at] & 0x7F) << (7 * (at - 1));
            if ((head[at] & 0x80) == 0)
            {
                if (length > head.Length - at - 1)
                {
                    return false;
                }

                type = head[0];
                text = head.Slice(at + 1, length);
                head = head[(at + 1 + length)..];
                return true;
            }
        }

        return false;
    }

    private static long? FirstNumber(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text.TrimStart((byte)' '), out long number, out _) && number >= 0 ? number : null;
}
