// How far a log file has been counted, as the state file keeps it.

using PostfixStats.Counting;

namespace PostfixStats.Following;

/// <summary>A place in a log file that can be found again after the file was renamed, copied or compressed.</summary>
/// <param name="Identity">The file that was read.</param>
/// <param name="Fingerprint">Its beginning.</param>
/// <param name="Offset">Octets counted, of the uncompressed text: always the beginning of a line.</param>
/// <param name="IsFinished">True where the file was read to its end after another had taken its place.</param>
/// <param name="LastEffect">What the last line before <paramref name="Offset"/> did, for a repeat line behind it.</param>
/// <param name="IsBlocked">True where the file is there and cannot be read: it is tried again for as long as it is there.</param>
public sealed record LogPosition(
    FileIdentity Identity,
    Fingerprint Fingerprint,
    long Offset,
    bool IsFinished,
    SavedEffect LastEffect,
    bool IsBlocked = false);
