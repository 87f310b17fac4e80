// Opens a log without leaving a trace on it.

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PostfixStats.Following;

/// <summary>
/// open(2) for a file that belongs to others. A <see cref="FileStream"/> opened by its path would take an advisory lock, which
/// the log's owner may want for itself, and would wait for ever on a fifo.
/// </summary>
internal static class LogOpening
{
    private const int Flags = 0x100 | 0x800 | 0x80000; // O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC

    /// <summary>Opens a regular file for reading.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    /// <exception cref="IOException">It is no regular file, or cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = NativeMethods.Open(path, Flags);
            if (handle.IsInvalid)
            {
                throw Failure(Marshal.GetLastPInvokeError());
            }

            if (FileStatus.TryGet(handle, out FileStatus status) != 0 || !status.IsRegular)
            {
                throw new IOException("it is not a regular file");
            }

            var file = new FileStream(handle, FileAccess.Read, 0);
            handle = null;
            return file;
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>Why a file cannot be opened, or null where it can.</summary>
    public static Exception? WhyNot(string path)
    {
        try
        {
            Open(path).Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e;
        }
    }

    /// <summary>An errno as an exception.</summary>
    public static Exception Failure(int error)
    {
        string reason = Marshal.GetPInvokeErrorMessage(error);
        return error switch
        {
            NativeMethods.NoEntry or NativeMethods.NotDirectory => new FileNotFoundException(reason),
            NativeMethods.AccessDenied or NativeMethods.NotPermitted => new UnauthorizedAccessException(reason),
            _ => new IOException(reason),
        };
    }
}
