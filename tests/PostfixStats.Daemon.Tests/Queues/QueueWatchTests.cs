// Reading again and again: when, what stays while it fails, and what is said of it.

using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PostfixStats.Daemon.Queues;
using PostfixStats.Daemon.Tests.Support;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Tests.Queues;

public sealed class QueueWatchTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-23T01:00:00Z", CultureInfo.InvariantCulture);

    private readonly FakeTimeProvider _clock = new(Now);
    private readonly ScriptedShowq _showq = new();
    private readonly RecordingLogger<QueueWatch> _logger = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly QueueBoard _board;
    private readonly Task _watching;
    private byte[] _answer = ShowqText.Begin().Message("hold", Now, 5).End();

    public QueueWatchTests()
    {
        _board = new QueueBoard([_showq.Location], []);
        _showq.Listen(async (stream, cancellation) => await stream.WriteAsync(_answer, cancellation));
        _watching = Task.Run(() => new QueueWatch(
            new QueueReader(_showq.Location, _clock), _board, TimeSpan.FromSeconds(60), _logger, _clock).RunAsync(_stop.Token));
    }

    private QueueSnapshot Snapshot => Assert.Single(_board.Latest);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _watching);
        await _showq.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task The_first_reading_is_made_at_once_and_the_next_a_minute_after_it()
    {
        await ReadsFirstAsync();
        Assert.Equal(1, Snapshot.Reading![MailQueue.Hold]!.Messages);

        _answer = ShowqText.Begin().End();
        await HoldsAsync(() => Snapshot.Reading!.At > Now);
        Assert.True(Snapshot.Reading!.At >= Now.AddSeconds(60));
        Assert.Equal(0, Snapshot.Reading![MailQueue.Hold]!.Messages);
    }

    [Fact]
    public async Task While_it_fails_the_last_numbers_stay_and_each_change_is_said_once()
    {
        await ReadsFirstAsync();
        _answer = [1, 2, 3];
        for (int i = 0; i < 3; i++)
        {
            await FailsAsync(tries: i + 2);
            Assert.Equal($"{_showq.Location.Socket}: the answer breaks off after 3 octets", Snapshot.Failure);
            Assert.Equal(Now, Snapshot.Reading!.At);
            Assert.Equal(1, Snapshot.Reading![MailQueue.Hold]!.Messages);
        }

        _answer = ShowqText.Begin().End();
        await HoldsAsync(() => Snapshot.Failure is null);
        Assert.Equal(0, Snapshot.Reading![MailQueue.Hold]!.Messages);
        Assert.Equal(
            [
                (LogLevel.Information, "postfix: the queues are read through showq"),
                (LogLevel.Warning, $"postfix: the queues cannot be read, trying again: {_showq.Location.Socket}: the answer breaks off after 3 octets"),
                (LogLevel.Information, "postfix: the queues are read through showq"),
            ],
            _logger.Lines);
    }

    [Fact]
    public async Task A_queue_directory_that_disappears_leaves_the_last_numbers()
    {
        await ReadsFirstAsync();
        await _showq.LeaveAsync();
        Directory.Delete(_showq.Spool, recursive: true);

        await HoldsAsync(() => Snapshot.Failure is not null);

        Assert.StartsWith($"{_showq.Location.Socket}: there is no such socket", Snapshot.Failure, StringComparison.Ordinal);
        Assert.Equal(Now, Snapshot.Reading!.At);
    }

    private Task ReadsFirstAsync() => HoldsAsync(() => Snapshot.Reading is not null, advance: false);

    private Task FailsAsync(int tries) => HoldsAsync(() => Snapshot.Failure is not null && _showq.Answered >= tries);

    /// <summary>Waits until something has come true, and lets time pass meanwhile.</summary>
    private async Task HoldsAsync(Func<bool> condition, bool advance = true)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, deadline.Token);
            if (advance && !condition())
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
            }
        }
    }
}
