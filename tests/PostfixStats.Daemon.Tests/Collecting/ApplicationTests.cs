// What is known of applications is in the same record as counters and position.

using PostfixStats.Applications;
using PostfixStats.Daemon.Collecting.Model;

namespace PostfixStats.Daemon.Collecting;

public sealed class ApplicationTests : IDisposable
{
    private const string Connected = "Nov 22 10:00:00 mx postfix/smtpd[7]: connect from a.test[192.0.2.1]\n";
    private const string Left = "Nov 22 10:00:09 mx postfix/smtpd[7]: disconnect from a.test[192.0.2.1] quit=1 commands=1\n";
    private const string Failed = "Nov 22 10:00:01 mx postfix/smtp[8]: connect to mx.test[198.51.100.9]:25: Connection refused\n";

    private readonly CollectedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void A_killed_daemon_loses_and_doubles_nothing()
    {
        _log.StartAndSettle();
        File.AppendAllText(_log.Path, Connected + Failed);
        _log.Daemon.Settle();
        File.AppendAllText(_log.Path, Failed);
        _log.Daemon.Kill();
        File.AppendAllText(_log.Path, Failed);
        _log.Daemon.Start();
        Assert.Equal([7], Shown().Sessions);
        _log.Daemon.Settle();
        Assert.Equal((3, 1), (Shown().FailedConnections, Shown().Sessions.Count));

        File.AppendAllText(_log.Path, Left);
        _log.Daemon.Settle();
        Assert.Empty(Shown().Sessions);
    }

    [Fact]
    public void The_copy_before_has_what_belongs_to_its_position()
    {
        _log.StartAndSettle();
        File.AppendAllText(_log.Path, Connected + Failed);
        _log.Daemon.Settle();
        File.AppendAllText(_log.Path, Failed + Left);
        _log.Daemon.Settle();
        _log.Daemon.Kill();
        _log.DamageState();
        _log.Daemon.Start();
        _log.Daemon.Settle();
        Assert.Equal((2, 0), (Shown().FailedConnections, Shown().Sessions.Count));
    }

    [Fact]
    public void Lines_that_were_lost_leave_no_session_open()
    {
        _log.StartAndSettle();
        File.AppendAllText(_log.Path, Connected);
        _log.Daemon.Settle();
        _log.Daemon.Kill();
        File.AppendAllText(_log.Path, Left);
        File.Delete(_log.Path);
        File.WriteAllText(_log.Path, Failed);
        _log.Daemon.Start();
        _log.Daemon.Settle();
        Assert.Equal(1, _log.Daemon.Latest.Health.Gaps);
        Assert.Empty(Shown().Sessions);
        Assert.Equal(1, Shown().FailedConnections);
    }

    private ApplicationStatus Shown() => Assert.Single(_log.Daemon.Latest.Applications);
}
