// Namespaces of a test's own, by unshare(1).

namespace EndToEnd.Tests.Harness;

/// <summary>Options of unshare(1).</summary>
internal static class Namespaces
{
    /// <summary>
    /// A mount namespace from which nothing comes out. In a chroot the root is no mount point, and its propagation cannot be
    /// changed; it is then as private as the chroot's own.
    /// </summary>
    public static string[] Mount { get; } = ["--mount", "--propagation", IsMountPoint("/") ? "private" : "unchanged"];

    /// <summary>The fifth field of a line of mountinfo is the mount point (proc(5)).</summary>
    private static bool IsMountPoint(string path) => File.ReadLines("/proc/self/mountinfo").Any(line => line.Split(' ')[4] == path);
}
