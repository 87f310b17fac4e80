// How far one log has been counted, as the state file keeps it.

using PostfixStats.Counting;

namespace PostfixStats.Following;

/// <summary>Where counting stands in the files of one log.</summary>
/// <param name="Files">A position for each file that matters still, oldest first; none where the log did not exist yet.</param>
/// <param name="KnownUntil">
/// Every file that was last written to before is known: what to go by where there is no line yet by which a file could be known again.
/// </param>
/// <param name="LastEffect">What the last line that was read did, for a repeat line at the beginning of the next file.</param>
public sealed record SavedLog(IReadOnlyList<LogPosition> Files, DateTimeOffset KnownUntil, SavedEffect LastEffect);
