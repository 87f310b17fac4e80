// Queues that others have read, on their way through the counting thread to pollers and into the state file.

using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting.Model;
using PostfixStats.Queues;
using PostfixStats.State;

namespace PostfixStats.Daemon.Collecting;

public sealed class CollectorQueueTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pfstats-collect-").FullName;
    private readonly DaemonUnderTest _daemon;

    public CollectorQueueTests()
    {
        _daemon = new DaemonUnderTest(State, Path.Combine(_directory, "mail.log"))
        {
            QueueLocations = [new("postfix", "/var/spool/postfix"), new("postfix-out", "/var/spool/postfix-out")],
        };
        File.WriteAllText(Path.Combine(_directory, "mail.log"), "Nov 22 10:00:00 mx postfix/qmgr[1]: 5E51721173E: removed\n");
        _daemon.Start();
        _daemon.Settle();
    }

    private string State => Path.Combine(_directory, "state");

    public void Dispose()
    {
        _daemon.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void An_instance_that_never_wrote_to_the_log_has_its_row_from_its_first_reading_on()
    {
        Assert.Equal(["postfix"], Rows());
        _daemon.Queues.Failed("postfix-out", "no such socket");
        _daemon.Poll();
        Assert.Equal(["postfix"], Rows());
        Assert.Equal("no such socket", _daemon.Latest.Queues[1].Failure);

        _daemon.Queues.Succeeded("postfix-out", Reading(5));
        _daemon.Poll();

        Assert.Equal(["postfix", "postfix-out"], Rows());
        Assert.Equal(5, _daemon.Latest.Queues[1].Reading![MailQueue.Deferred]!.Messages);
        Assert.Null(_daemon.Latest.Queues[1].Failure);
    }

    [Fact]
    public void A_reading_is_published_and_saved_without_a_line_in_the_log()
    {
        _daemon.Queues.Succeeded("postfix", Reading(7));
        _daemon.Poll();
        Assert.Equal(7, _daemon.Latest.Queues[0].Reading![MailQueue.Deferred]!.Messages);
        for (int i = 0; i < 5; i++)
        {
            _daemon.Poll();
        }

        IReadOnlyList<QueueSnapshot> saved = SavedState.Read(State, _daemon.Clock).Document.Queues;
        Assert.Equal(["postfix", "postfix-out"], saved.Select(each => each.Instance));
        Assert.Null(saved[1].Reading);
        Assert.Equal(7, saved[0].Reading![MailQueue.Deferred]!.Messages);
    }

    [Fact]
    public void After_a_restart_the_last_reading_is_there_with_its_time_while_the_instance_is_still_configured()
    {
        QueueReading reading = Reading(3);
        _daemon.Queues.Succeeded("postfix", reading);
        _daemon.Queues.Succeeded("postfix-out", Reading(4));
        _daemon.Queues.Failed("postfix", "showq has said nothing");
        _daemon.Settle();
        _daemon.Stop();
        _daemon.QueueLocations = [_daemon.QueueLocations[0]];

        _daemon.Start();

        QueueSnapshot queues = Assert.Single(_daemon.Latest.Queues);
        Assert.Equal(3, queues.Reading![MailQueue.Deferred]!.Messages);
        Assert.Equal(reading.At, queues.Reading.At);
        Assert.Equal("showq has said nothing", queues.Failure);
        _daemon.Settle();
        Assert.Equal(["postfix"], SavedState.Read(State, _daemon.Clock).Document.Queues.Select(each => each.Instance));
        Assert.Equal(["postfix", "postfix-out"], Rows());
    }

    private static QueueReading Reading(long deferred)
    {
        var contents = new QueueContents(deferred, new QueueDetails(100 * deferred, 60, [deferred, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        return new QueueReading(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero), TimeSpan.FromSeconds(1), [null, null, null, contents, null, null]);
    }

    private List<string> Rows()
    {
        var rows = new List<string>();
        foreach (InstanceCounters each in _daemon.Latest.Counters.Instances)
        {
            rows.Add(each.Name);
        }

        return rows;
    }
}
