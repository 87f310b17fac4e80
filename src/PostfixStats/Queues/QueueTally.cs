// Adds up one queue, message by message.

namespace PostfixStats.Queues;

/// <summary>The sums over the messages seen so far: its size does not depend on their number.</summary>
/// <param name="now">When the queue is read: ages are reckoned to this moment.</param>
internal sealed class QueueTally(DateTimeOffset now)
{
    private readonly long _now = now.ToUnixTimeSeconds();
    private readonly long[] _ages = new long[QueueAges.Count];
    private long _messages;
    private long _octets;
    private long _oldest;
    private long? _nextAttempt;
    private bool _hasUnknown;

    /// <summary>Adds a message.</summary>
    /// <param name="arrival">When it arrived, in seconds since 1970; one that arrives while the queue is read has the age 0.</param>
    /// <param name="size">Octets, 0 and up.</param>
    public void Add(long arrival, long size)
    {
        long age = Math.Max(0, _now - Math.Max(0, arrival));
        _messages++;
        _octets = size > long.MaxValue - _octets ? long.MaxValue : _octets + size;
        _oldest = Math.Max(_oldest, age);
        _ages[QueueAges.BucketOf(age)]++;
    }

    /// <summary>Notes when the message that was added is to be tried again.</summary>
    /// <param name="time">Seconds since 1970.</param>
    public void NoteAttempt(long time) => _nextAttempt = Math.Min(_nextAttempt ?? time, time);

    /// <summary>Adds a message of which nothing else is known.</summary>
    public void AddUnknown()
    {
        _messages++;
        _hasUnknown = true;
    }

    /// <summary>What was added.</summary>
    public QueueContents ToContents() =>
        new(_messages, _hasUnknown ? null : new QueueDetails(_octets, _oldest, (long[])_ages.Clone(), _nextAttempt));
}
