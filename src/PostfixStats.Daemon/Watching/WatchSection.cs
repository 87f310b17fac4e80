// A part of the screen.

namespace PostfixStats.Daemon.Watching;

/// <summary>A table of rates.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Columns">The titles of its columns, at most three.</param>
/// <param name="Course">What its bars show.</param>
/// <param name="Rows">The rows, the largest first.</param>
internal sealed record WatchSection(string Title, IReadOnlyList<string> Columns, string Course, IReadOnlyList<WatchRow> Rows);
