// How far the journal has been counted, as the state file keeps it.

using PostfixStats.Counting;

namespace PostfixStats.Journal;

/// <summary>A place in the journal.</summary>
/// <param name="Cursor">The last entry that was counted; empty where counting stands before the first one.</param>
/// <param name="LastEffect">What it did, for a repeat line behind it.</param>
public sealed record JournalPosition(string Cursor, SavedEffect LastEffect);
