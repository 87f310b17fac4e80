// One look at all queues of an instance.

namespace PostfixStats.Queues;

/// <summary>The queues of one Postfix instance as they were read. A message that moves meanwhile may be seen twice, or not at all.</summary>
/// <param name="At">When the reading began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Queues">The contents by <see cref="MailQueue"/>; null for a queue that could not be looked into.</param>
public sealed record QueueReading(DateTimeOffset At, TimeSpan Duration, IReadOnlyList<QueueContents?> Queues)
{
    /// <summary>The contents of a queue; null where they are not known.</summary>
    public QueueContents? this[MailQueue queue] => Queues[(int)queue];
}
