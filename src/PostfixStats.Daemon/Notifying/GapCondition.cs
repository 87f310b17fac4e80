// Lines that were lost.

using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Serving.Objects;

namespace PostfixStats.Daemon.Notifying;

/// <summary>Tells of gaps, at most once in <see cref="Pause"/>: what tore one log tears others too.</summary>
/// <param name="isWanted">Whether anybody wants to be told.</param>
/// <param name="known">The gaps that were found before.</param>
/// <param name="clock">The clock.</param>
internal sealed class GapCondition(Func<bool> isWanted, long known, TimeProvider clock) : ICondition
{
    /// <summary>How long a notification stands for further gaps.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private long _told = known;
    private long _gaps = known;
    private long? _toldAt;

    /// <inheritdoc />
    public Notice? Due =>
        _gaps > _told && !(_toldAt is { } at && clock.GetElapsedTime(at) < Pause) ? new Notice(Notifications.LogGap, []) : null;

    /// <inheritdoc />
    public bool Look(Published published)
    {
        _gaps = published.Health.Gaps;
        if (!isWanted())
        {
            _told = _gaps;
        }

        return true;
    }

    /// <inheritdoc />
    public void Told()
    {
        _told = _gaps;
        _toldAt = clock.GetTimestamp();
    }
}
