// How far the journal has been counted, as the state file keeps it.

namespace PostfixStats.Journal;

/// <summary>A place in the journal.</summary>
/// <param name="Cursor">The last entry that was counted; empty where counting stands before the first one.</param>
/// <param name="LastEffect">The counters (slots of the store) that it moved.</param>
public sealed record JournalPosition(string Cursor, IReadOnlyList<int> LastEffect);
