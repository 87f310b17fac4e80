// What is told, when, and what becomes of it where nobody listens.

using AgentX;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Daemon.Notifying;
using PostfixStats.Daemon.Serving;
using PostfixStats.Daemon.Tests.Support;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Tests.Notifying;

public sealed class NotifierTests
{
    private const string Silent = "postfixStatsLogSilent";
    private const string SilentEnded = "postfixStatsLogSilentEnded";
    private static readonly ObjectIdentifier Root = ObjectIdentifier.Parse("1.3.6.1.4.1.9");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));
    private readonly MasterDouble _master = new();
    private readonly RecordingLogger<Notifier> _logger = new();
    private readonly CounterStore _store;
    private List<QueueSnapshot> _queues = [];
    private Health _health;
    private NotificationStatus _status = null!;
    private StatsView _view = null!;
    private Notifier _notifier = null!;

    public NotifierTests() => _store = new CounterStore(_clock);

    [Fact]
    public async Task Nothing_is_watched_unless_it_was_configured()
    {
        Watch(new NotificationLimits());
        _health = _health with { IsStateFailing = true, Gaps = 3 };
        Pass(1_000_000);
        await LookAsync();

        Assert.Empty(_master.Taken);
    }

    [Fact]
    public async Task A_silent_log_is_told_once_with_its_objects()
    {
        Watch(new NotificationLimits { LogSilence = 600 });
        Written();
        Pass(600);
        await LookAsync();
        Assert.Empty(_master.Taken);

        Pass(1);
        await LookAsync();
        Pass(600);
        await LookAsync();

        Assert.Equal(
            ["1.3.6.1.4.1.9.0.1 1.3.6.1.4.1.9.2.2.0=OctetString 1.3.6.1.4.1.9.19.1.0=Gauge32 1.3.6.1.4.1.9.19.2.0=Gauge32"],
            _master.Taken);
        Assert.Equal(
            [(LogLevel.Information, $"notification {Silent} sent: postfixStatsLogSource /log, postfixStatsLogSilence 601, postfixStatsLogSilenceLimit 600")],
            _logger.Lines);
        Assert.Equal(1, _status.Sent);
    }

    [Fact]
    public async Task A_log_without_a_line_is_silent_since_the_start()
    {
        Watch(new NotificationLimits { LogSilence = 10 });
        Pass(11);
        await LookAsync();
        Assert.Equal([Silent], Told());
    }

    [Fact]
    public async Task A_line_from_the_future_is_no_silence()
    {
        Watch(new NotificationLimits { LogSilence = 10 });
        _health = _health with { LastLine = _clock.GetUtcNow() + TimeSpan.FromHours(1) };
        await LookAsync();
        Assert.Equal(0, _status.LogSilence(Snapshot()));
        Assert.Empty(_master.Taken);
    }

    [Fact]
    public async Task The_end_of_silence_is_told_after_a_minute_and_silence_can_be_told_again()
    {
        Watch(new NotificationLimits { LogSilence = 600 });
        Pass(601);
        await LookAsync();
        Written();
        await LookAsync();
        Assert.Equal([Silent], Told());

        Pass(60);
        await LookAsync();
        Assert.Equal([Silent, SilentEnded], Told());

        Pass(600);
        await LookAsync();
        Assert.Equal([Silent, SilentEnded, Silent], Told());
        Assert.Equal(3, _status.Sent);
        Assert.Equal(0, _status.Missed);
    }

    [Fact]
    public async Task What_holds_when_the_master_comes_is_told_then_and_its_absence_is_logged_once()
    {
        Watch(new NotificationLimits { State = true });
        _master.IsThere = false;
        _health = _health with { IsStateFailing = true };
        await LookAsync();
        await LookAsync();
        Assert.Equal(
            [(LogLevel.Warning, "notification postfixStatsStateNotWritable waits for the master agent: there is no session with a master")],
            _logger.Lines);

        _master.IsThere = true;
        await LookAsync();
        await LookAsync();
        Assert.Equal(["postfixStatsStateNotWritable"], Told());
        Assert.Equal(0, _status.Missed);
    }

    [Fact]
    public async Task What_is_over_before_the_master_comes_is_counted_and_logged()
    {
        Watch(new NotificationLimits { State = true });
        _master.IsThere = false;
        _health = _health with { IsStateFailing = true };
        await LookAsync();
        _health = _health with { IsStateFailing = false };
        await LookAsync();
        Pass(60);
        await LookAsync();
        _master.IsThere = true;
        await LookAsync();

        Assert.Empty(_master.Taken);
        Assert.Equal(2, _status.Missed);
        Assert.Equal(
            (LogLevel.Warning, "notification postfixStatsStateNotWritable was never sent: it was over before the master agent could be told"),
            _logger.Lines[^1]);
    }

    [Fact]
    public async Task An_end_that_could_not_be_told_is_void_when_it_begins_again()
    {
        Watch(new NotificationLimits { State = true });
        _health = _health with { IsStateFailing = true };
        await LookAsync();
        _master.IsThere = false;
        _health = _health with { IsStateFailing = false };
        await LookAsync();
        Pass(60);
        await LookAsync();
        _health = _health with { IsStateFailing = true };
        await LookAsync();
        _master.IsThere = true;
        await LookAsync();

        Assert.Equal(["postfixStatsStateNotWritable"], Told());
        Assert.Equal(2, _status.Missed);
    }

    [Fact]
    public async Task Gaps_of_earlier_runs_are_no_news_and_those_of_one_minute_are_told_together()
    {
        _health = _health with { Gaps = 7 };
        Watch(new NotificationLimits { Gap = true });
        await LookAsync();
        Assert.Empty(_master.Taken);

        _health = _health with { Gaps = 8 };
        await LookAsync();
        _health = _health with { Gaps = 10 };
        Pass(59);
        await LookAsync();
        Assert.Equal(["postfixStatsLogGap"], Told());

        Pass(1);
        await LookAsync();
        await LookAsync();
        Assert.Equal(["postfixStatsLogGap", "postfixStatsLogGap"], Told());
        Assert.Equal("notification postfixStatsLogGap sent: postfixStatsLogSource /log, postfixStatsLogGaps 10", _logger.Lines[^1].Text);
    }

    [Fact]
    public async Task A_gap_waits_for_the_master_however_long()
    {
        Watch(new NotificationLimits { Gap = true });
        _master.IsThere = false;
        _health = _health with { Gaps = 1 };
        await LookAsync();
        Pass(1_000_000);
        _master.IsThere = true;
        await LookAsync();
        Assert.Equal(["postfixStatsLogGap"], Told());
    }

    [Fact]
    public async Task A_long_deferred_queue_is_told_for_each_instance_until_it_is_short_for_a_minute()
    {
        _store.Instance("postfix"u8, out _);
        _store.Instance("postfix-out"u8, out _);
        Read("postfix", deferred: 1000);
        Read("postfix-out", deferred: 1001);
        Watch(new NotificationLimits { Deferred = 1000 });
        await LookAsync();
        Assert.Equal(
            "notification postfixStatsManyDeferred sent: postfixStatsInstanceName postfix-out, postfixStatsQueueMessages 1001, postfixStatsDeferredLimit 1000",
            Assert.Single(_logger.Lines).Text);
        Assert.Equal(
            "1.3.6.1.4.1.9.0.2 1.3.6.1.4.1.9.3.1.1.2.2=OctetString 1.3.6.1.4.1.9.15.1.1.3.2.4=Gauge32 1.3.6.1.4.1.9.19.3.0=Gauge32",
            Assert.Single(_master.Taken));

        Read("postfix-out", deferred: 751);
        Pass(3600);
        await LookAsync();
        Read("postfix-out", deferred: 750);
        await LookAsync();
        Pass(60);
        await LookAsync();
        Assert.Equal(["postfixStatsManyDeferred", "postfixStatsManyDeferredEnded"], Told());

        Read("postfix", deferred: 2000);
        await LookAsync();
        Assert.Equal("postfixStatsManyDeferred", Told().Last());
    }

    [Fact]
    public async Task An_old_message_is_told_with_its_queue_and_one_on_hold_is_not()
    {
        _store.Instance("postfix"u8, out _);
        Read("postfix", deferred: 3, oldestDeferred: 100, oldestActive: 601, oldestHold: 9999);
        Watch(new NotificationLimits { OldestMessage = 600 });
        await LookAsync();
        Read("postfix", deferred: 3, oldestDeferred: 100, oldestActive: 20, oldestHold: 9999);
        await LookAsync();
        Pass(60);
        await LookAsync();

        Assert.Equal(
            [
                "notification postfixStatsOldMessage sent: postfixStatsInstanceName postfix, postfixStatsQueueName active, "
                    + "postfixStatsQueueOldestAge 601, postfixStatsOldestMessageLimit 600",
                "notification postfixStatsOldMessageEnded sent: postfixStatsInstanceName postfix, postfixStatsQueueName deferred, "
                    + "postfixStatsQueueOldestAge 100, postfixStatsOldestMessageLimit 600",
            ],
            _logger.Lines.Select(line => line.Text));
    }

    [Fact]
    public async Task Queues_that_cannot_be_read_and_readings_of_an_earlier_run_tell_nothing()
    {
        _store.Instance("postfix"u8, out _);
        Read("postfix", deferred: 2000);
        Pass(1);
        Watch(new NotificationLimits { Deferred = 1000, OldestMessage = 1 });
        await LookAsync();
        Assert.Empty(_master.Taken);

        Read("postfix", deferred: 2000);
        await LookAsync();
        Assert.Equal(["postfixStatsManyDeferred"], Told());

        _queues = [_queues[0] with { Failure = "permission denied" }];
        Pass(3600);
        await LookAsync();
        Assert.Equal(["postfixStatsManyDeferred"], Told());
    }

    [Fact]
    public async Task An_instance_that_has_no_row_because_there_are_too_many_tells_nothing()
    {
        Read("postfix", deferred: 2000, oldestDeferred: 2000);
        Watch(new NotificationLimits { Deferred = 1000, OldestMessage = 1 });
        await LookAsync();
        Assert.Empty(_master.Taken);
    }

    [Fact]
    public async Task An_instance_without_a_reading_tells_nothing()
    {
        _queues = [new QueueSnapshot("postfix", null, null)];
        Watch(new NotificationLimits { Deferred = 1, OldestMessage = 1 });
        await LookAsync();
        Assert.Empty(_master.Taken);
    }

    [Fact]
    public async Task Limits_can_be_taken_back_and_set_again()
    {
        Watch(new NotificationLimits { LogSilence = 600, State = true, Gap = true });
        _master.IsThere = false;
        _health = _health with { Gaps = 1, IsStateFailing = true };
        Pass(601);
        await LookAsync();
        _master.IsThere = true;
        _status.Limits = new NotificationLimits();
        await LookAsync();
        Assert.Empty(_master.Taken);
        Assert.Equal(0, _status.Missed);

        _status.Limits = new NotificationLimits { LogSilence = 500, Gap = true };
        await LookAsync();
        Assert.Equal([Silent], Told());
        _status.Limits = new NotificationLimits { LogSilence = 500 };
        await LookAsync();
        Assert.Equal([Silent], Told());
    }

    private void Read(string instance, long deferred, long oldestDeferred = 0, long oldestActive = 0, long oldestHold = 0)
    {
        QueueContents?[] queues =
            [Contents(0, 0), Contents(0, 0), Contents(1, oldestActive), Contents(deferred, oldestDeferred), Contents(1, oldestHold), null];
        var snapshot = new QueueSnapshot(instance, new QueueReading(_clock.GetUtcNow(), TimeSpan.Zero, queues), null);
        _queues = [.. _queues.Where(each => each.Instance != instance), snapshot];

        static QueueContents Contents(long messages, long oldest) => new(messages, new QueueDetails(0, oldest, new long[QueueAges.Count]));
    }

    private void Watch(NotificationLimits limits)
    {
        _status = new NotificationStatus(_clock) { Limits = limits };
        var objects = new MibObjects(_clock, () => 0, _status);
        _view = new StatsView([new MibTree(Root, objects.Sections)]);
        _notifier = new Notifier(
            Conditions.Of(_status, _queues.Select(each => each.Instance), Snapshot(), _clock), new NoticeObjects(Root, objects), _master.TakeAsync, _status, _logger);
    }

    private async Task LookAsync()
    {
        _view.Show(Snapshot());
        await _notifier.LookAsync(_view.Latest, TestContext.Current.CancellationToken);
    }

    private Published Snapshot() => new(_store.Snapshot(), _health, "/log", _clock.GetUtcNow()) { Queues = [.. _queues] };

    private void Written() => _health = _health with { LastLine = _clock.GetUtcNow() };

    private void Pass(int seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    private IEnumerable<string> Told() =>
        _logger.Lines.Where(line => line.Level == LogLevel.Information).Select(line => line.Text.Split(' ')[1]);
}
