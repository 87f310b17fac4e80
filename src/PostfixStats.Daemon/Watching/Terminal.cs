// Standard input and output as the kernel has them: the size of a terminal and whether it waits for whole lines (ioctl_tty(2),
// termios(3)), and write(2), whose errors .NET's console keeps to itself.

using System.Runtime.InteropServices;
using System.Text;

namespace PostfixStats.Daemon.Watching;

/// <summary>The terminal of standard input and output.</summary>
internal static partial class Terminal
{
    // Linux, asm-generic/termbits.h: the same on x86-64 and arm64.
    private const int TermiosLength = 60;
    private const int LocalFlags = 12;
    private const uint Canonical = 0x2;
    private const uint Echo = 0x8;
    private const nuint GetWindowSize = 0x5413;
    private const int AtOnce = 0;
    private const int Interrupted = 4;
    private const int SignalStop = 19;

    /// <summary>Has keys handed over at once and not shown; Ctrl-C stays a signal.</summary>
    /// <returns>The mode before; null where standard input is no terminal.</returns>
    public static byte[]? ReadKeys()
    {
        byte[] before = new byte[TermiosLength];
        if (GetAttributes(0, before) != 0)
        {
            return null;
        }

        byte[] mode = (byte[])before.Clone();
        uint flags = BitConverter.ToUInt32(mode, LocalFlags) & ~(Canonical | Echo);
        BitConverter.TryWriteBytes(mode.AsSpan(LocalFlags), flags);
        _ = SetAttributes(0, AtOnce, mode);
        return before;
    }

    /// <summary>Puts a mode back.</summary>
    public static void Restore(byte[] mode) => _ = SetAttributes(0, AtOnce, mode);

    /// <summary>Columns and lines; those of the smallest usual terminal where it does not tell.</summary>
    public static (int Width, int Height) Size()
    {
        Span<ushort> size = stackalloc ushort[4];
        return Control(1, GetWindowSize, size) == 0 && size[0] > 0 && size[1] > 0 ? (size[1], size[0]) : (80, 24);
    }

    /// <summary>Writes to standard output.</summary>
    /// <exception cref="IOException">Nobody is there to read it.</exception>
    public static void Write(string text)
    {
        for (ReadOnlySpan<byte> left = Encoding.UTF8.GetBytes(text); left.Length > 0;)
        {
            nint written = Write(1, left, (nuint)left.Length);
            if (written > 0)
            {
                left = left[(int)written..];
            }
            else if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw new IOException(Marshal.GetLastPInvokeErrorMessage());
            }
        }
    }

    /// <summary>Stops this process, until it is continued.</summary>
    public static void Stop() => _ = Kill(Environment.ProcessId, SignalStop);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetAttributes(int file, Span<byte> mode);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetAttributes(int file, int when, ReadOnlySpan<byte> mode);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int file, nuint request, Span<ushort> argument);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(int file, ReadOnlySpan<byte> text, nuint length);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
