// When counting counts as being behind.

namespace PostfixStats.Daemon.Collecting;

/// <summary>
/// Behind until everything was read once; later only when notably so: more than <see cref="OctetLimit"/> or longer than
/// <see cref="TimeLimit"/>.
/// </summary>
internal sealed class CatchUp(TimeProvider clock)
{
    /// <summary>Octets not counted that a busy log may well have.</summary>
    public const long OctetLimit = 1 << 20;

    /// <summary>How long a busy log may not be read to its end.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    private long? _behindSince;

    /// <summary>Whether the log's end was reached once since the start: only then are the counters shown to pollers.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Takes note of how reading stands.</summary>
    /// <param name="atEnd">Whether the log has been read to its end.</param>
    /// <param name="octetsBehind">What is left.</param>
    /// <returns>Whether counting is notably behind.</returns>
    public bool Update(bool atEnd, long octetsBehind)
    {
        IsDone |= atEnd;
        _behindSince = atEnd ? null : _behindSince ?? clock.GetTimestamp();
        return !IsDone
            || octetsBehind > OctetLimit
            || (_behindSince is { } since && clock.GetElapsedTime(since) > TimeLimit);
    }
}
