// What the daemon has read of all queues.

namespace EndToEnd.Tests.Queues;

/// <summary>What the state file has of the queues.</summary>
internal sealed record Reading(SortedDictionary<string, Queue> Queues, Dictionary<string, string> Ages);
