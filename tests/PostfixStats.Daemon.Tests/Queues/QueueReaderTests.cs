// Reading queues over a socket: what showq says, and all it may do instead.

using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using PostfixStats.Daemon.Queues;
using PostfixStats.Daemon.Tests.Support;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Tests.Queues;

[Collection(nameof(Alone))]
public sealed class QueueReaderTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-23T01:00:00Z", CultureInfo.InvariantCulture);

    private readonly FakeTimeProvider _clock = new(Now);
    private readonly ScriptedShowq _showq = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _showq.DisposeAsync();

    [Fact]
    public async Task What_showq_tells_is_the_reading()
    {
        _showq.Listen(ShowqText.Begin()
            .Message("active", Now.AddMinutes(-6), 1000)
            .Message("deferred", Now.AddHours(-1), 2000)
            .Message("deferred", Now.AddHours(-2), 3000)
            .End());

        (QueueReading reading, QueueSource source) = await ReadAsync();

        Assert.Equal(QueueSource.Showq, source);
        Assert.Equal(Now, reading.At);
        Assert.Equal(1, reading[MailQueue.Active]!.Messages);
        Assert.Equal(2, reading[MailQueue.Deferred]!.Messages);
        Assert.Equal(5000, reading[MailQueue.Deferred]!.Details!.Octets);
        Assert.Equal(7200, reading[MailQueue.Deferred]!.Details!.OldestAge);
        Assert.Equal(0, reading[MailQueue.Hold]!.Messages);
        Assert.Null(reading[MailQueue.Corrupt]);
    }

    [Fact]
    public async Task The_corrupt_queue_is_counted_beside_showq_where_that_is_permitted()
    {
        _showq.Listen(ShowqText.Begin().End());
        WriteMessage("corrupt/A1B2C3");

        Assert.Equal(1, (await ReadAsync()).Reading[MailQueue.Corrupt]!.Messages);
    }

    [Fact]
    public async Task The_time_it_took_is_told()
    {
        _showq.Listen(async (stream, cancellation) =>
        {
            _clock.Advance(TimeSpan.FromSeconds(12));
            await stream.WriteAsync(ShowqText.Begin().End(), cancellation);
        });

        Assert.Equal(12, (await ReadAsync()).Reading.Duration.TotalSeconds);
    }

    [Fact]
    public async Task A_showq_that_says_nothing_is_left_after_half_a_minute()
    {
        Task<(QueueReading Reading, QueueSource Source)> reading = await HangingAsync(ShowqText.Begin().WithoutEnd(), Cancellation);

        while (!reading.IsCompleted)
        {
            Assert.InRange(_clock.GetUtcNow() - Now, TimeSpan.Zero, TimeSpan.FromHours(1));
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation));
        }

        Assert.True(_clock.GetUtcNow() - Now >= TimeSpan.FromSeconds(30));
        QueueReadException e = await Assert.ThrowsAsync<QueueReadException>(() => reading);
        Assert.Equal($"{_showq.Location.Socket}: showq has said nothing for 30 seconds", e.Message);
    }

    [Fact]
    public async Task A_showq_that_goes_on_for_ever_is_left_after_ten_minutes()
    {
        // More than fits into the socket: once it is written, the reader has read since the time was last advanced.
        byte[] messages = Repeat(ShowqText.BeginOld().Message("hold", Now, 1).WithoutEnd(), 10_000);
        _showq.Listen(async (stream, cancellation) =>
        {
            while (true)
            {
                await stream.WriteAsync(messages, cancellation);
                _clock.Advance(TimeSpan.FromSeconds(20));
            }
        });

        QueueReadException e = await Assert.ThrowsAsync<QueueReadException>(ReadAsync);

        Assert.Equal($"{_showq.Spool}: not read to the end in 600 seconds", e.Message);
        Assert.Equal(Now.AddSeconds(600), _clock.GetUtcNow());
    }

    [Fact]
    public async Task A_cut_at_any_octet_is_one_line()
    {
        byte[] whole = ShowqText.Begin().Message("hold", Now, 1, "a@b.test", "c@d.test").End();
        int length = 0;
        _showq.Listen(async (stream, cancellation) => await stream.WriteAsync(whole.AsMemory(0, length), cancellation));
        for (; length < whole.Length; length++)
        {
            QueueReadException e = await Assert.ThrowsAsync<QueueReadException>(ReadAsync);
            Assert.Equal($"{_showq.Location.Socket}: the answer breaks off after {length} octets", e.Message);
        }

        Assert.Equal(1, (await ReadAsync()).Reading[MailQueue.Hold]!.Messages);
    }

    [Fact]
    public async Task Garbage_is_one_line_without_a_word_of_it()
    {
        _showq.Listen("queue_name\0someone@example.test\0time\0someone@example.test\0"u8.ToArray());
        QueueReadException e = await Assert.ThrowsAsync<QueueReadException>(ReadAsync);
        Assert.Equal($"{_showq.Location.Socket}: the answer is garbled before octet 58", e.Message);
    }

    [Fact]
    public async Task Any_random_octets_are_an_answer_or_the_one_exception()
    {
        var random = new Random(1);
        byte[] octets = new byte[4096];
        _showq.Listen(async (stream, cancellation) => await stream.WriteAsync(octets, cancellation));
        for (int i = 0; i < 200; i++)
        {
            random.NextBytes(octets);
            "queue_name\0"u8.CopyTo(octets);
            await Assert.ThrowsAsync<QueueReadException>(ReadAsync);
        }
    }

    [Fact]
    public async Task Without_a_socket_the_directories_are_counted()
    {
        WriteMessage("deferred/A/A1B2C3");
        WriteMessage("corrupt/A1B2C4");

        (QueueReading reading, QueueSource source) = await ReadAsync();

        Assert.Equal(QueueSource.Directories, source);
        Assert.Equal(1, reading[MailQueue.Deferred]!.Messages);
        Assert.Equal(1, reading[MailQueue.Corrupt]!.Messages);
        Assert.Null(reading[MailQueue.Hold]);
    }

    [Fact]
    public async Task Where_there_is_nothing_it_says_so()
    {
        QueueReadException e = await Assert.ThrowsAsync<QueueReadException>(ReadAsync);
        Assert.Equal(
            $"{_showq.Location.Socket}: there is no such socket; Postfix was never started, or its queue_directory is another", e.Message);

        Directory.Delete(_showq.Spool, recursive: true);
        e = await Assert.ThrowsAsync<QueueReadException>(ReadAsync);
        Assert.Equal(
            $"{_showq.Location.Socket}: there is no such socket; Postfix was never started, or its queue_directory is another", e.Message);
    }

    [Fact]
    public async Task A_socket_that_nobody_listens_on_says_so()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_showq.Location.Socket));

        QueueReadException e = await Assert.ThrowsAsync<QueueReadException>(ReadAsync);
        Assert.Equal($"{_showq.Location.Socket}: nobody listens there; Postfix is not running", e.Message);
    }

    [Fact]
    public async Task It_ends_when_the_daemon_does()
    {
        using var stop = new CancellationTokenSource();
        Task<(QueueReading Reading, QueueSource Source)> reading = await HangingAsync([], stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_million_messages_are_read_in_constant_memory()
    {
        int messages = 1_000_000;
        byte[] block = Repeat(ShowqText.BeginOld().Message("deferred", Now.AddHours(-3), 12345, "sender@example.test", "recipient@example.test").WithoutEnd(), 1000);
        _showq.Listen(async (stream, cancellation) =>
        {
            await stream.WriteAsync(ShowqText.Begin().WithoutEnd(), cancellation);
            for (int i = 0; i < messages / 1000; i++)
            {
                await stream.WriteAsync(block, cancellation);
            }

            await stream.WriteAsync(new byte[1], cancellation);
        });
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();

        QueueReading reading = (await ReadAsync()).Reading;

        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{messages} messages, {(long)block.Length * messages / 1000} octets, {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms, {allocated} octets allocated");
        Assert.Equal(messages, reading[MailQueue.Deferred]!.Messages);
        Assert.Equal(12345L * messages, reading[MailQueue.Deferred]!.Details!.Octets);

        // It is what waiting for octets takes, here and in the scripted showq; to keep a message takes more than ten octets.
        Assert.InRange(allocated, 0, 10L * messages);
    }

    private static byte[] Repeat(byte[] octets, int times) => [.. Enumerable.Repeat(octets, times).SelectMany(each => each)];

    private Task<(QueueReading Reading, QueueSource Source)> ReadAsync() => Reader().ReadAsync(Cancellation);

    private QueueReader Reader() => new(_showq.Location, _clock);

    /// <summary>A reading that waits for what showq never says.</summary>
    private async Task<Task<(QueueReading Reading, QueueSource Source)>> HangingAsync(byte[] beginning, CancellationToken cancellation)
    {
        var connected = new TaskCompletionSource();
        _showq.Listen(async (stream, stop) =>
        {
            await stream.WriteAsync(beginning, stop);
            connected.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        });
        Task<(QueueReading Reading, QueueSource Source)> reading = Reader().ReadAsync(cancellation);
        await connected.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        return reading;
    }

    private void WriteMessage(string name)
    {
        string path = Path.Combine(_showq.Spool, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
