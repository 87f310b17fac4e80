// Where the readers put what they have read, and others find it.

using System.Text;
using PostfixStats.Counting;
using PostfixStats.Queues;
using PostfixStats.State;

namespace PostfixStats.Daemon.Queues;

/// <summary>The newest snapshot of each instance; may be used on any thread.</summary>
internal sealed class QueueBoard
{
    private readonly Lock _writing = new();
    private IReadOnlyList<QueueSnapshot> _latest;

    /// <summary>Begins with what was read before the daemon was started.</summary>
    /// <param name="locations">The instances that are read.</param>
    /// <param name="saved">What the state has of them, and perhaps of others, which are not read any more.</param>
    public QueueBoard(IReadOnlyList<QueueLocation> locations, IReadOnlyList<QueueSnapshot> saved) =>
        _latest = [.. locations.Select(location =>
            saved.FirstOrDefault(each => each.Instance == location.Instance) ?? new QueueSnapshot(location.Instance, null, null))];

    /// <summary>The snapshots, in the order of the configuration; another list as soon as one of them is another.</summary>
    public IReadOnlyList<QueueSnapshot> Latest => Volatile.Read(ref _latest);

    /// <summary>Notes a reading.</summary>
    public void Succeeded(string instance, QueueReading reading) => Replace(instance, _ => new QueueSnapshot(instance, reading, null));

    /// <summary>Notes why there is no new reading; the one before stays, with its age.</summary>
    public void Failed(string instance, string reason) => Replace(instance, before => before with { Failure = reason });

    /// <summary>
    /// Hands the newest snapshots to the thread that counts. An instance that never wrote to the log has its row from its first
    /// reading on.
    /// </summary>
    public void PutInto(StateDocument document, CounterStore store)
    {
        IReadOnlyList<QueueSnapshot> latest = Latest;
        if (ReferenceEquals(latest, document.Queues))
        {
            return;
        }

        document.Queues = latest;
        foreach (QueueSnapshot each in latest)
        {
            if (each.Reading is not null)
            {
                store.Instance(Encoding.ASCII.GetBytes(each.Instance), out _);
            }
        }
    }

    private void Replace(string instance, Func<QueueSnapshot, QueueSnapshot> change)
    {
        lock (_writing)
        {
            Volatile.Write(ref _latest, [.. _latest.Select(each => each.Instance == instance ? change(each) : each)]);
        }
    }
}
