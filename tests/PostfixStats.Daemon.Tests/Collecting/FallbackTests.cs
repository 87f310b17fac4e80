using PostfixStats.Daemon.Collecting.Model;

namespace PostfixStats.Daemon.Collecting;

/// <summary>A damaged state, and what is made of the copy before.</summary>
public sealed class FallbackTests : IDisposable
{
    private readonly CollectedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void After_a_fallback_nothing_is_shown_before_all_is_counted_again()
    {
        _log.StartAndSettle();
        _log.Write(5);
        _log.Daemon.Settle();
        DateTimeOffset since = _log.Daemon.Latest.CountingSince;
        _log.Daemon.Stop();
        _log.DamageState();
        File.Move(_log.Path, _log.Path + ".aside");
        Directory.CreateDirectory(_log.Path);

        _log.Daemon.Start();
        _log.Daemon.Settle();
        Assert.False(_log.Daemon.IsCaughtUp);
        Assert.False(File.Exists(_log.State));

        Directory.Delete(_log.Path);
        File.Move(_log.Path + ".aside", _log.Path);
        _log.Daemon.Settle();
        Assert.True(_log.Daemon.IsCaughtUp);
        Assert.Equal(7, _log.Sent());
        Assert.Equal(7, _log.Saved());
        Assert.Equal(since, _log.Daemon.Latest.CountingSince);
    }

    [Fact]
    public void A_daemon_that_ends_before_it_has_caught_up_after_a_fallback_writes_nothing()
    {
        _log.StartAndSettle();
        _log.Daemon.Stop();
        _log.DamageState();
        _log.Daemon.Start();
        _log.Daemon.Stop();

        Assert.False(File.Exists(_log.State));
        _log.Daemon.Start();
        _log.Daemon.Settle();
        Assert.Equal(2, _log.Saved());
    }

    [Fact]
    public void A_fallback_that_cannot_count_everything_again_is_a_discontinuity()
    {
        _log.StartAndSettle();
        DateTimeOffset since = _log.Daemon.Latest.CountingSince;
        _log.Daemon.Stop();
        _log.DamageState();
        File.Delete(_log.Path);
        _log.Write(1);
        _log.Daemon.AllowDiscontinuity();

        _log.Daemon.Start();
        _log.Daemon.Settle();

        Assert.True(_log.Daemon.Latest.CountingSince > since);
        Assert.Equal(1, _log.Daemon.Latest.Health.Gaps);
    }

    [Fact]
    public void Without_any_usable_copy_counting_begins_anew()
    {
        _log.StartAndSettle();
        DateTimeOffset since = _log.Daemon.Latest.CountingSince;
        _log.Daemon.Stop();
        _log.DamageState();
        File.WriteAllText(_log.State + ".previous", "");
        _log.Daemon.AllowDiscontinuity();

        _log.Daemon.Start();
        Assert.True(File.Exists(_log.State));
        _log.Daemon.Settle();

        Assert.True(_log.Daemon.Latest.CountingSince > since);
    }
}
