// The calls by which root takes another user's place; glibc carries them to every thread.

using System.Runtime.InteropServices;

namespace PostfixStats.Daemon.Checking;

/// <summary>initgroups(3), getgroups(2), setgroups(2), setegid(2) and seteuid(2).</summary>
internal static partial class Identity
{
    [LibraryImport("libc", EntryPoint = "initgroups", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int InitializeGroups(string user, uint group);

    [LibraryImport("libc", EntryPoint = "getgroups", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int GetGroups(int size, uint[]? groups);

    [LibraryImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetGroups(nuint size, uint[] groups);

    [LibraryImport("libc", EntryPoint = "setegid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetEffectiveGroup(uint group);

    [LibraryImport("libc", EntryPoint = "seteuid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetEffectiveUser(uint user);
}
