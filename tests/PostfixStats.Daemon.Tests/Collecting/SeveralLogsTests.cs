using PostfixStats.Daemon.Collecting.Model;

namespace PostfixStats.Daemon.Collecting;

/// <summary>Logs that cannot be read, have two names, or are configured no more.</summary>
public sealed class SeveralLogsTests : IDisposable
{
    private readonly CollectedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void A_log_that_cannot_be_read_keeps_nothing_else_from_being_served()
    {
        _log.StartAndSettle();
        _log.Daemon.Stop();
        File.Move(_log.Path, _log.Path + ".aside");
        Directory.CreateDirectory(_log.Path);

        _log.Daemon.Start();
        _log.Daemon.Poll();

        Assert.True(_log.Daemon.IsCaughtUp);
        Assert.Equal(2, _log.Sent());
        Assert.Equal(1, _log.Daemon.Notices.Count(notice => notice.StartsWith("Unreadable", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_log_configured_under_two_names_is_counted_once()
    {
        string link = Path.Combine(_log.Directory, "link");
        File.CreateSymbolicLink(link, _log.Path);
        string state = Path.Combine(_log.Directory, "second", "state");
        using var daemon = new DaemonUnderTest(state, _log.Path, link);

        daemon.Start();
        daemon.Settle();
        daemon.Stop();
        daemon.Start();
        daemon.Settle();

        Assert.Equal(2, daemon.Latest.Counters.Named()["sent:local"]);
        Assert.Contains(daemon.Notices, notice => notice.Contains("same file", StringComparison.Ordinal));
        Assert.True(daemon.IsCaughtUp);
    }

    [Fact]
    public void The_place_in_a_log_that_is_not_configured_any_more_is_kept()
    {
        string other = Path.Combine(_log.Directory, "other.log");
        File.WriteAllText(other, CollectedLog.Line);
        _log.StartAndSettle();
        _log.Daemon.Stop();
        Run(other);
        _log.Write(1);
        Run(other);
        Run(_log.Path, other);

        Assert.Equal(4, _log.Saved());
    }

    private void Run(params string[] logs)
    {
        using var daemon = new DaemonUnderTest(_log.State, logs);
        daemon.Start();
        daemon.Settle();
        daemon.Stop();
    }
}
