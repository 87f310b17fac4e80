// What is in one queue.

namespace PostfixStats.Queues;

/// <summary>The messages of one queue when it was read.</summary>
/// <param name="Messages">How many there are.</param>
/// <param name="Details">
/// What else is known of them; null where the directory could be listed and some of its files could not be opened.
/// </param>
public sealed record QueueContents(long Messages, QueueDetails? Details);
