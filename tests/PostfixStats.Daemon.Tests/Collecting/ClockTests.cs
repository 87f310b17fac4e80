using PostfixStats.Daemon.Collecting.Model;

namespace PostfixStats.Daemon.Collecting;

/// <summary>A wall clock that jumps: lines, positions and the rhythm of the state do not depend on it.</summary>
public sealed class ClockTests : IDisposable
{
    private readonly CollectedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(-400)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(400)]
    public void A_jump_changes_nothing_that_was_counted_and_nothing_that_will_be(int days)
    {
        _log.StartAndSettle();
        DateTimeOffset since = _log.Daemon.Latest.CountingSince;
        _log.Daemon.Clock.WallClockError = TimeSpan.FromDays(days);

        _log.Write(1);
        for (int i = 0; i < 6; i++)
        {
            _log.Daemon.Poll();
        }

        Assert.Equal(3, _log.Saved());
        File.Move(_log.Path, _log.Path + ".1");
        _log.Write(1);
        _log.Daemon.Settle();
        Assert.Equal(4, _log.Saved());

        // Back again while the daemon is down, with a rotation.
        _log.Daemon.Kill();
        _log.Daemon.Clock.WallClockError = TimeSpan.Zero;
        File.Move(_log.Path + ".1", _log.Path + ".2");
        File.Move(_log.Path, _log.Path + ".1");
        _log.Write(1);
        _log.Daemon.Start();
        _log.Daemon.Settle();

        Assert.Equal(5, _log.Saved());
        Assert.Equal(0, _log.Daemon.Latest.Health.Gaps);
        Assert.Equal(since, _log.Daemon.Latest.CountingSince);
        Assert.False(_log.Daemon.Latest.Health.IsCatchingUp);
    }
}
