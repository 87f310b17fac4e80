// When something is written, and what a terminal and a pipe get of it.

using PostfixStats.Counting;
using PostfixStats.Daemon.Watching;

namespace PostfixStats.Daemon.Tests.Watching;

public sealed class WatchOutputTests : IDisposable
{
    private readonly SavingDaemon _daemon = new();
    private readonly List<string> _written = [];

    public WatchOutputTests() => _daemon.Save();

    public void Dispose() => _daemon.Dispose();

    [Fact]
    public void A_pipe_gets_a_block_in_each_interval_with_rates_over_it()
    {
        var blocks = new WatchBlocks(_daemon.Watch(5), TimeSpan.FromSeconds(5), once: false, _written.Add);
        for (int seconds = 0; seconds <= 12; seconds++)
        {
            Assert.True(blocks.Tick());
            _daemon.Count(Counter.ReceivedSmtp, seconds < 5 ? 1 : 2).SaveAfter(1);
        }

        Assert.Equal(
            ["per minute over the last 5 s, as saved 0 s ago|  smtp                 60.0", "per minute over the last 5 s, as saved 0 s ago|  smtp                120"],
            _written.Select(block => $"{block.Split('\n')[1]}|{block.Split('\n')[5]}"));
        Assert.All(_written, block => Assert.EndsWith(" lines since 2026-11-01\n\n", block, StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_block_waits_for_rates_over_the_whole_interval()
    {
        var blocks = new WatchBlocks(_daemon.Watch(10), TimeSpan.FromSeconds(10), once: true, _written.Add);
        int ticks = 0;
        while (blocks.Tick())
        {
            // Nothing happens: the daemon saves every 30 seconds.
            _daemon.Clock.Advance(TimeSpan.FromSeconds(1));
            if (++ticks % 30 == 0)
            {
                _daemon.Save();
            }
        }

        Assert.Equal(30, ticks);
        Assert.Equal("per minute over the last 30 s, as saved 0 s ago", Assert.Single(_written).Split('\n')[1]);
    }

    [Fact]
    public void Without_a_daemon_the_block_says_so()
    {
        var blocks = new WatchBlocks(_daemon.Watch(10), TimeSpan.FromSeconds(10), once: true, _written.Add);
        _daemon.Clock.Advance(TimeSpan.FromMinutes(3));
        while (blocks.Tick())
        {
        }

        Assert.Equal("STALE: last saved 3 min ago. Is the daemon running? systemctl status postfix-stats", Assert.Single(_written).Split('\n')[1]);
    }

    [Fact]
    public void A_terminal_gets_each_frame_in_one_write_over_the_one_before()
    {
        (int Width, int Height) size = (80, 2);
        var terminal = new WatchTerminal(
            _daemon.Watch(60), TimeSpan.FromSeconds(2), new WatchShape(0, 0, Colours: false, Bars: true, Keys: false), () => size, _written.Add);
        terminal.Enter();
        terminal.Tick();
        terminal.Tick();
        _daemon.SaveAfter(1);
        terminal.Tick();
        size = (60, 1);
        terminal.Draw();
        terminal.Leave();
        Assert.Equal(
            [
                "\e[?1049h\e[?25l\e[?7l",
                "\e[HPostfix on mx.example                                       2026-11-23 05:20:00\e[K\r\n"
                + "rates come with the daemon's next save, after 30 seconds at the latest\e[K\e[J",
                "\e[HPostfix on mx.example                                       2026-11-23 05:20:01\e[K\r\n"
                + "per minute over the last 1 s, as saved 0 s ago\e[K\e[J",
                "\e[HPostfix on mx.example                   2026-11-23 05:20:01\e[K\e[J",
                "\e[?7h\e[?25h\e[?1049l",
            ],
            _written);
    }
}
