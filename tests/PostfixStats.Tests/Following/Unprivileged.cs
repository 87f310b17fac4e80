// Root may read everything: this is how it looks to others.

using System.Runtime.InteropServices;

namespace PostfixStats.Following;

internal static partial class Unprivileged
{
    private const uint Nobody = 65534;

    /// <summary>Does something with files as a user without privileges would, on this thread alone.</summary>
    public static void Do(Action action)
    {
        uint own = SetFileUser(Nobody);
        try
        {
            action();
        }
        finally
        {
            _ = SetFileUser(own);
        }
    }

    /// <summary>setfsuid(2); does nothing where this user may not.</summary>
    /// <returns>The user before.</returns>
    [LibraryImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint SetFileUser(uint user);
}
