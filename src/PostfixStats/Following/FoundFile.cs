// A file that was looked for and is there.

namespace PostfixStats.Following;

/// <summary>A file to open.</summary>
/// <param name="File">The file.</param>
/// <param name="Position">Where to go on in it; null for a file that has not been read yet.</param>
internal sealed record FoundFile(LogOnDisk File, LogPosition? Position);
