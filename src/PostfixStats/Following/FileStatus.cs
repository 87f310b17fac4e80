// The facts about a file that following it needs and that .NET does not tell.

using Microsoft.Win32.SafeHandles;

namespace PostfixStats.Following;

/// <summary>What statx(2) tells of a file.</summary>
/// <param name="Identity">Device and inode.</param>
/// <param name="Size">Octets.</param>
/// <param name="Links">Names the file has; 0 for one that is deleted and still open.</param>
/// <param name="Modified">When it was last written to.</param>
/// <param name="IsRegular">False for pipes, sockets, devices and directories.</param>
/// <param name="Mode">The permissions.</param>
public readonly record struct FileStatus(
    FileIdentity Identity, long Size, uint Links, DateTimeOffset Modified, bool IsRegular, UnixFileMode Mode)
{
    /// <summary>The status of the file of that name, symbolic links followed.</summary>
    /// <returns>0, or the errno that says why there is none.</returns>
    public static int TryGet(string path, out FileStatus status) =>
        Convert(NativeMethods.StatX(NativeMethods.CurrentDirectory, path, 0, NativeMethods.BasicStats, out StatX raw), raw, out status);

    /// <summary>The status of the file of that name; of a symbolic link, its own.</summary>
    /// <returns>0, or the errno that says why there is none.</returns>
    public static int TryGetWithoutFollowing(string path, out FileStatus status) =>
        Convert(
            NativeMethods.StatX(NativeMethods.CurrentDirectory, path, NativeMethods.NoFollow, NativeMethods.BasicStats, out StatX raw),
            raw,
            out status);

    /// <summary>The status of an open file.</summary>
    /// <returns>0, or an errno.</returns>
    public static int TryGet(SafeFileHandle file, out FileStatus status) =>
        Convert(NativeMethods.StatX(file, "", NativeMethods.EmptyPath, NativeMethods.BasicStats, out StatX raw), raw, out status);

    private static int Convert(int result, in StatX raw, out FileStatus status)
    {
        if (result != 0)
        {
            status = default;
            return System.Runtime.InteropServices.Marshal.GetLastPInvokeError();
        }

        status = new FileStatus(
            new FileIdentity(((ulong)raw.DeviceMajor << 32) | raw.DeviceMinor, raw.Inode),
            (long)raw.Size,
            raw.Links,
            DateTimeOffset.FromUnixTimeSeconds(raw.ModifiedSeconds).AddTicks(raw.ModifiedNanoseconds / 100),
            (raw.Mode & NativeMethods.FormatMask) == NativeMethods.RegularFile,
            (UnixFileMode)(raw.Mode & ~NativeMethods.FormatMask));
        return 0;
    }
}
