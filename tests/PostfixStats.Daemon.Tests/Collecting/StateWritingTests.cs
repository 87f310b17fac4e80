using PostfixStats.Daemon.Collecting.Model;

namespace PostfixStats.Daemon.Collecting;

/// <summary>When the state is written, and what happens while it cannot be.</summary>
public sealed class StateWritingTests : IDisposable
{
    private readonly CollectedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void The_state_is_written_at_once_and_again_within_a_second_of_a_change()
    {
        _log.Daemon.Start();
        Assert.Equal(0, _log.Saved());
        for (int i = 0; i < 5; i++)
        {
            _log.Daemon.Poll();
        }

        Assert.Equal(2, _log.Saved());
        Assert.Equal(2, _log.Sent());
    }

    [Fact]
    public void A_state_directory_that_is_removed_is_made_again()
    {
        _log.StartAndSettle();
        Directory.Delete(Path.GetDirectoryName(_log.State)!, recursive: true);
        _log.Write(1);
        _log.Daemon.Settle();

        Assert.Equal(3, _log.Saved());
        Assert.DoesNotContain("state not written", _log.Daemon.Notices);
    }

    [Fact]
    public void While_the_state_cannot_be_written_counting_goes_on_and_each_change_is_told_once()
    {
        _log.StartAndSettle();
        string stateDirectory = Path.GetDirectoryName(_log.State)!;
        Directory.Delete(stateDirectory, recursive: true);
        File.WriteAllText(stateDirectory, "in the way");
        _log.Write(3);
        _log.Daemon.Settle();
        _log.Write(1);
        _log.Daemon.Settle();

        Assert.Equal(6, _log.Sent());
        Assert.True(_log.Daemon.Latest.Health.StateWriteErrors > 1);
        Assert.Equal(1, _log.Daemon.Notices.Count(notice => notice == "state not written"));

        File.Delete(stateDirectory);
        _log.Daemon.Settle();

        Assert.Equal(6, _log.Saved());
        Assert.Equal(1, _log.Daemon.Notices.Count(notice => notice == "state written again"));
        long errors = _log.Daemon.Latest.Health.StateWriteErrors;
        _log.Daemon.Kill();
        _log.Daemon.Start();
        _log.Daemon.Settle();
        Assert.Equal(6, _log.Sent());
        Assert.Equal(errors, _log.Daemon.Latest.Health.StateWriteErrors);
    }

    [Fact]
    public void A_restart_does_not_change_when_counting_began()
    {
        _log.StartAndSettle();
        DateTimeOffset since = _log.Daemon.Latest.CountingSince;
        _log.Daemon.Kill();
        _log.Daemon.Start();

        Assert.Equal(since, _log.Daemon.Latest.CountingSince);
    }

    [Fact]
    public void An_idle_look_allocates_nothing()
    {
        _log.StartAndSettle();
        _log.Daemon.PollOnce();

        long allocated = Allocation.Of(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                _log.Daemon.PollOnce();
            }
        });

        Assert.Equal(0, allocated);
    }
}
