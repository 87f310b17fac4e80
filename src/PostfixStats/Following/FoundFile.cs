// A file that was looked for and is there.

namespace PostfixStats.Following;

/// <summary>A file to open.</summary>
/// <param name="Rotated">The rotated log, or null for the live one.</param>
/// <param name="Position">Where to go on in it; null for a file that has not been read yet.</param>
internal sealed record FoundFile(RotatedLog? Rotated, LogPosition? Position);
