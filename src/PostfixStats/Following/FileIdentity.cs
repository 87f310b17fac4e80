// What makes a file the same file under another name.

namespace PostfixStats.Following;

/// <summary>The file system and the inode: the same for a file that was renamed, another for one that took its name.</summary>
/// <param name="Device">The file system's device number, <c>makedev(major, minor)</c> as the kernel packs it.</param>
/// <param name="Inode">The inode number; a deleted file's may be given to a new one, so a <see cref="Fingerprint"/> goes with it.</param>
public readonly record struct FileIdentity(ulong Device, ulong Inode);
