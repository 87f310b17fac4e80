// What a look at a state file says.

namespace PostfixStats.State;

/// <summary>Whether a state file can be used.</summary>
public enum StateVerdict
{
    /// <summary>Whole and of a known version.</summary>
    Good,

    /// <summary>No bytes in it, as a crash of the file system may leave it.</summary>
    Empty,

    /// <summary>It never was a state file.</summary>
    Foreign,

    /// <summary>Truncated, or with other bytes than were written.</summary>
    Damaged,

    /// <summary>Whole, and written by another version of this program.</summary>
    UnknownVersion,
}
