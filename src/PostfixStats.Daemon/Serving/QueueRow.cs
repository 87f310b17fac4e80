// A row of the tables of queues.

using PostfixStats.Daemon.Collecting;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Serving;

/// <summary>One queue of an instance, or one age group of its messages.</summary>
/// <param name="Instance">The instance's name.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Bucket">The age group, from 0.</param>
internal readonly record struct QueueRow(string Instance, MailQueue Queue, int Bucket = 0)
{
    /// <summary>What was last read of it; null while that is not known.</summary>
    public QueueContents? Contents(Published published) => Snapshot(published)?.Reading?[Queue];

    /// <summary>What was last read of its instance.</summary>
    public QueueSnapshot? Snapshot(Published published)
    {
        for (int i = 0; i < published.Queues.Count; i++)
        {
            if (published.Queues[i].Instance == Instance)
            {
                return published.Queues[i];
            }
        }

        return null;
    }
}
