// A value that has a limit.

using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Notifying;

/// <summary>Tells that an alarm was raised, and that it ended.</summary>
/// <param name="level">How the value stands to its limit; null where it is not known now.</param>
/// <param name="raised">Tells that it went over it.</param>
/// <param name="ended">Tells that this is over.</param>
/// <param name="clock">The clock.</param>
internal sealed class LevelCondition(Func<Published, AlarmLevel?> level, Notice raised, Notice ended, TimeProvider clock) : ICondition
{
    private readonly Alarm _alarm = new(clock);
    private bool _isTold;

    /// <inheritdoc />
    public Notice? Due => _alarm.IsRaised == _isTold ? null : _alarm.IsRaised ? raised : ended;

    /// <inheritdoc />
    public bool Look(Published published)
    {
        bool wasDue = Due is not null;
        _alarm.Look(level(published));
        return !wasDue || Due is not null;
    }

    /// <inheritdoc />
    public void Told() => _isTold = _alarm.IsRaised;
}
