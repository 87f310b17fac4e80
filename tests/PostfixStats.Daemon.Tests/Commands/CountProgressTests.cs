// What a person sees who waits for a large log.

using PostfixStats.Daemon.Commands;

namespace PostfixStats.Daemon.Tests.Commands;

public sealed class CountProgressTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly StringWriter _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void What_is_done_at_once_needs_no_words()
    {
        var progress = new CountProgress(_terminal, _clock) { Total = 100 };
        progress.Add(50);
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        progress.Show();
        progress.Clear();
        Assert.Equal("", _terminal.ToString());
    }

    [Fact]
    public void A_line_is_written_again_and_taken_away()
    {
        var progress = new CountProgress(_terminal, _clock) { Total = 200_000_000 };
        progress.Add(50_000_000);
        _clock.Advance(TimeSpan.FromSeconds(1));
        progress.Show();
        progress.Add(150_000_000);
        _clock.Advance(TimeSpan.FromMilliseconds(249));
        progress.Show();
        _clock.Advance(TimeSpan.FromMilliseconds(751));
        progress.Show();
        progress.Clear();
        Assert.Equal("\r25 % of 200 MB, 50 MB/s\r100 % of 200 MB, 100 MB/s\r" + new string(' ', 25) + "\r", _terminal.ToString());
    }

    [Fact]
    public void Of_a_pipe_nobody_knows_the_length()
    {
        var progress = new CountProgress(_terminal, _clock);
        progress.Add(30_000_000);
        _clock.Advance(TimeSpan.FromSeconds(2));
        progress.Show();
        Assert.Equal("\r30 MB, 15 MB/s", _terminal.ToString());
    }

    [Fact]
    public void Nothing_is_written_where_nobody_looks()
    {
        var progress = new CountProgress(null, _clock) { Total = 1 };
        _clock.Advance(TimeSpan.FromSeconds(2));
        progress.Show();
        progress.Clear();
        Assert.Equal("", _terminal.ToString());
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
