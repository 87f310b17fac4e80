// What the queue files themselves tell.

namespace PostfixStats.Queues;

/// <summary>Size and age of the messages of one queue.</summary>
/// <param name="Octets">
/// The sizes of the messages together: of the content, as postqueue(1) shows it, or of the whole queue file where that does not say.
/// </param>
/// <param name="OldestAge">Seconds since the arrival of the oldest message; 0 in an empty queue.</param>
/// <param name="Ages">How many messages are in each of the <see cref="QueueAges"/>.</param>
/// <param name="NextAttempt">
/// When the next attempt to deliver one of them is due, in seconds since 1970: the queue manager gives deferred files that time of
/// modification (qmgr/qmgr_active.c). Null for other queues, and where the files were not looked at, as by showq.
/// </param>
public sealed record QueueDetails(long Octets, long OldestAge, IReadOnlyList<long> Ages, long? NextAttempt = null);
