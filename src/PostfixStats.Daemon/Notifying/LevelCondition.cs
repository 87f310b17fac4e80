// A value that has a limit.

using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Serving;

namespace PostfixStats.Daemon.Notifying;

/// <summary>Tells that an alarm was raised, and that it ended.</summary>
/// <param name="measure">Looks at the value; null where nobody wants to be told of it.</param>
/// <param name="raised">Tells that it went over its limit.</param>
/// <param name="ended">Tells that this is over.</param>
/// <param name="clock">The clock.</param>
internal sealed class LevelCondition(Func<Published, Measured?> measure, MibNotification raised, MibNotification ended, TimeProvider clock) : ICondition
{
    private Alarm _alarm = new(clock);
    private uint[] _row = [];
    private bool _isTold;

    /// <inheritdoc />
    public Notice? Due => _alarm.IsRaised == _isTold ? null : new Notice(_alarm.IsRaised ? raised : ended, _row);

    /// <inheritdoc />
    public bool Look(Published published)
    {
        if (measure(published) is not { } measured)
        {
            // Whoever takes a limit back is told neither that it was exceeded nor that this is over.
            _alarm = new Alarm(clock);
            _isTold = false;
            return true;
        }

        bool wasDue = Due is not null;
        _alarm.Look(measured.Level);
        if (measured.Level is not null)
        {
            _row = measured.Row;
        }

        return !wasDue || Due is not null;
    }

    /// <inheritdoc />
    public void Told() => _isTold = _alarm.IsRaised;
}
