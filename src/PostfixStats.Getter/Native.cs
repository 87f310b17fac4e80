// Memory, open, read and write, without the layers of System.Console and System.IO.

using System.Runtime.InteropServices;
using System.Text;

namespace PostfixStats.Getter;

internal static unsafe partial class Native
{
    private const int ReadOnly = 0x80000; // O_RDONLY | O_CLOEXEC
    private const int Interrupted = 4; // EINTR

    /// <summary>Memory of which only what is written to is ever there, unlike a large array's. It is left to the end of the process.</summary>
    /// <param name="length">Its size in octets.</param>
    public static Span<byte> Allocate(int length) => new(NativeMemory.Alloc((nuint)length), length);

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="buffer">Takes its bytes.</param>
    /// <param name="length">How many there are; the buffer's length where the file is at least that long.</param>
    /// <returns>0, or the errno that says why not.</returns>
    public static int ReadFile(string path, Span<byte> buffer, out int length)
    {
        length = 0;
        int file;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + "\0"))
        {
            file = Open(name, ReadOnly);
        }

        if (file < 0)
        {
            return Marshal.GetLastSystemError();
        }

        int error = 0;
        fixed (byte* bytes = buffer)
        {
            while (length < buffer.Length)
            {
                nint read = Read(file, bytes + length, (nuint)(buffer.Length - length));
                if (read == 0)
                {
                    break;
                }

                if (read > 0)
                {
                    length += (int)read;
                }
                else if ((error = Marshal.GetLastSystemError()) != Interrupted)
                {
                    break;
                }
            }
        }

        // The descriptor is left to the end of the process.
        return error == Interrupted ? 0 : error;
    }

    /// <summary>Writes to standard output.</summary>
    public static void WriteAll(ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text)
        {
            for (int written = 0; written < text.Length;)
            {
                nint count = Write(1, bytes + written, (nuint)(text.Length - written));
                if (count > 0)
                {
                    written += (int)count;
                }
                else if (Marshal.GetLastSystemError() != Interrupted)
                {
                    return;
                }
            }
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open")]
    private static partial int Open(byte* path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int file, byte* buffer, nuint length);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, byte* buffer, nuint length);
}
