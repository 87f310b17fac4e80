// The one way in which a reading of the queues fails.

namespace PostfixStats.Queues;

/// <summary>The queues could not be read. The message is one line for people, and quotes nothing of what a peer sent.</summary>
public sealed class QueueReadException(string message, Exception? cause = null) : Exception(message, cause);
