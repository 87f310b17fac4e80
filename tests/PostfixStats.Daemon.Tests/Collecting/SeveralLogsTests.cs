using PostfixStats.Daemon.Collecting.Model;

namespace PostfixStats.Daemon.Collecting;

/// <summary>Logs that cannot be read, have two names, or are configured no more; lines that depend on the ones before.</summary>
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_repeat_behind_a_repeat_counts_the_same_after_a_restart(bool isRotated)
    {
        const string Reject = "NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 554 5.7.1 <x@a.example>: Relay access denied; from=<s@b.example> to=<x@a.example> proto=ESMTP helo=<h>";
        _log.StartAndSettle();
        File.AppendAllText(_log.Path, $"Nov 22 10:00:00 mx postfix/smtpd[1]: message repeated 5 times: [ {Reject}]\n");
        _log.Daemon.Settle();
        _log.Daemon.Stop();
        if (isRotated)
        {
            File.Move(_log.Path, _log.Path + ".1");
        }

        File.AppendAllText(_log.Path, "Nov 22 10:00:00 mx last message repeated 2 times\n");
        _log.Daemon.Start();
        _log.Daemon.Settle();

        Assert.Equal(5 + (2 * 5), _log.Daemon.Latest.Counters.Named()["smtpd:5xx"]);
    }

    private void Run(params string[] logs)
    {
        using var daemon = new DaemonUnderTest(_log.State, logs);
        daemon.Start();
        daemon.Settle();
        daemon.Stop();
    }
}
