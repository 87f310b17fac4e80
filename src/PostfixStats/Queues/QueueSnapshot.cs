// What is known of an instance's queues just now.

namespace PostfixStats.Queues;

/// <summary>The last good reading, and how the last try ended.</summary>
/// <param name="Instance">The Postfix instance, named as in the log.</param>
/// <param name="Reading">The last reading that succeeded; null before the first.</param>
/// <param name="Failure">Why the last try failed, in one line without any address; null where it succeeded.</param>
public sealed record QueueSnapshot(string Instance, QueueReading? Reading, string? Failure);
