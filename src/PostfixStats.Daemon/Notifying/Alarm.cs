// Hysteresis in value and in time: what is at its limit, now above and now below, is told once.

namespace PostfixStats.Daemon.Notifying;

/// <summary>Is raised as soon as a value is over its limit, and ends after the value was calm for <see cref="CalmTime"/>.</summary>
internal sealed class Alarm(TimeProvider clock)
{
    /// <summary>How long a value has to be calm.</summary>
    public static readonly TimeSpan CalmTime = TimeSpan.FromMinutes(1);

    private long? _calmSince;

    /// <summary>Whether the value was over its limit and not calm for long enough since.</summary>
    public bool IsRaised { get; private set; }

    /// <summary>How a value stands to its limit.</summary>
    public static AlarmLevel LevelOf(long value, long limit) =>
        value > limit ? AlarmLevel.Over
        : value > limit * 3 / 4 ? AlarmLevel.Near
        : AlarmLevel.Calm;

    /// <summary>Takes note of how the value stands.</summary>
    /// <param name="level">The level; null where the value is not known now.</param>
    public void Look(AlarmLevel? level)
    {
        if (level == AlarmLevel.Over)
        {
            IsRaised = true;
        }

        _calmSince = level == AlarmLevel.Calm ? _calmSince ?? clock.GetTimestamp() : null;
        if (_calmSince is { } since && clock.GetElapsedTime(since) >= CalmTime)
        {
            IsRaised = false;
        }
    }
}
