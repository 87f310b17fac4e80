// File operations that .NET has no call for.

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PostfixStats.State;

internal static partial class NativeFile
{
    private const int ReadOnlyDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC

    /// <summary>Gives a file a second name.</summary>
    /// <exception cref="IOException">It failed.</exception>
    public static void Link(string path, string newPath)
    {
        if (LinkCore(path, newPath) != 0)
        {
            throw new IOException($"link {newPath}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Makes renames in a directory survive a power loss.</summary>
    /// <exception cref="IOException">It failed.</exception>
    public static void SyncDirectory(string path)
    {
        using SafeFileHandle directory = OpenCore(path, ReadOnlyDirectory);
        if (directory.IsInvalid || FsyncCore(directory) != 0)
        {
            throw new IOException($"fsync {path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkCore(string path, string newPath);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenCore(string path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FsyncCore(SafeFileHandle file);
}
