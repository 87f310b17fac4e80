// What is in a queue.

namespace EndToEnd.Tests.Queues;

/// <summary>The messages of a queue and their octets together.</summary>
internal readonly record struct Queue(long Messages, long Octets);
