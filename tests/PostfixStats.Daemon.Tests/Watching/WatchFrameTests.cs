// What a person sees, to the character.

using System.Text.RegularExpressions;
using PostfixStats.Counting;
using PostfixStats.Daemon.Watching;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Tests.Watching;

public sealed partial class WatchFrameTests : IDisposable
{
    private static readonly WatchShape Usual = new(80, 24, Colours: false, Bars: true, Keys: true);

    private readonly SavingDaemon _daemon = new();
    private readonly Watcher _watcher;

    public WatchFrameTests()
    {
        _daemon.Count(Counter.LinesCounted, 1_000_000).Count(Counter.LinesForeign, 4_000).Count(Counter.ReceivedSmtp, 20_000).Count(ServiceCounter.Sent, "smtp", 9_000).Save();
        _watcher = _daemon.Watch(60);
        _watcher.Look();
    }

    public void Dispose() => _daemon.Dispose();

    [Fact]
    public void Before_the_second_save_there_are_no_rates() =>
        Assert.Equal(
            """
            Postfix on mx.example                             2026-11-23 05:20:00   q quits
            rates come with the daemon's next save, after 30 seconds at the latest

            RECEIVED           accepted                     last 5 minutes           peak
              all                   -
              smtp                  -
              local                 -

            DELIVERED              sent deferred  bounced   sent, last 5 minutes     peak
              all                   -        -        -
              smtp                  -        -        -
              local                 -        -        -

            REJECTED                4xx      5xx  no code   last 5 minutes           peak
              all                   -        -        -

            LOG                     -    1,004,000 lines since 2026-11-01
            """,
            Drawn(Usual));

    [Fact]
    public void Rates_are_right_aligned_by_their_decimal_point_with_bars_beside_them()
    {
        Mail();
        Assert.Equal(
            """
            Postfix on mx.example                             2026-11-23 05:21:02   q quits
            per minute over the last 60 s, as saved 2 s ago

            RECEIVED           accepted                     last 5 minutes           peak
              all               1,243                                       ▁▁▁█  4,972
              smtp              1,240                                       ▁▁▁█  4,960
              local                 3.0                                     ▁▁▁█     12.0

            DELIVERED              sent deferred  bounced   sent, last 5 minutes     peak
              all               1,110       12.0      1.0                   ▇▁█▁  2,400
              smtp                600       12.0      0                     ▁▁█▁  2,400
              a-very-long-nam~    510        0        1.0                   █▁▁▁  2,040
              local                 0        0        0                     ▁▁▁▁      0

            REJECTED                4xx      5xx  no code   last 5 minutes           peak
              all                   2.0     30.0      1.0                   ▁▅█▃     80.0
              unknown-user          0       30.0      0                     ▁▅█▁     80.0
              postscreen            2.0      0        0                     ▁▁▁█      8.0
              rate-limit            0        0        1.0                   ▁▁▁█      4.0

            LOG                 2,500    1,006,500 lines since 2026-11-01, 3 unknown, 1 gap
            """,
            Drawn(Usual));
    }

    [Fact]
    public void A_low_window_has_the_sums_and_says_how_much_they_hide()
    {
        Mail();
        Assert.Equal(
            """
            Postfix on mx.example                             2026-11-23 05:21:02   q quits
            per minute over the last 60 s, as saved 2 s ago

            RECEIVED           accepted                     last 5 minutes           peak
              all               1,243                                       ▁▁▁█  4,972
              smtp              1,240                                       ▁▁▁█  4,960
              local                 3.0                                     ▁▁▁█     12.0

            DELIVERED              sent deferred  bounced   sent, last 5 minutes     peak
              all               1,110       12.0      1.0                   ▇▁█▁  2,400
              smtp                600       12.0      0                     ▁▁█▁  2,400
              2 more              510        0        1.0                   █▁▁▁  2,040

            REJECTED                4xx      5xx  no code   last 5 minutes           peak
              all                   2.0     30.0      1.0                   ▁▅█▃     80.0

            LOG                 2,500    1,006,500 lines since 2026-11-01, 3 unknown, 1 gap
            """,
            Drawn(Usual with { Height = 17 }));
        Assert.Equal(
            """
            Postfix on mx.example                             2026-11-23 05:21:02   q quits
            per minute over the last 60 s, as saved 2 s ago

            RECEIVED           accepted                     last 5 minutes           peak
              all               1,243                                       ▁▁▁█  4,972

            DELIVERED              sent deferred  bounced   sent, last 5 minutes     peak
              all               1,110       12.0      1.0                   ▇▁█▁  2,400

            REJECTED                4xx      5xx  no code   last 5 minutes           peak
              all                   2.0     30.0      1.0                   ▁▅█▃     80.0

            LOG                 2,500    1,006,500 lines since 2026-11-01, 3 unknown, 1 gap
            """,
            Drawn(Usual with { Height = 13 }));
        Assert.Equal(Drawn(Usual with { Height = 13 }).Split('\n')[..5], Drawn(Usual with { Height = 5 }).Split('\n'));
    }

    [Fact]
    public void A_pipe_has_whole_names_and_neither_bars_nor_colours()
    {
        Mail();
        Assert.Equal(
            """
            Postfix on mx.example                                       2026-11-23 05:21:02
            per minute over the last 60 s, as saved 2 s ago

            RECEIVED                          accepted
              all                              1,243
              smtp                             1,240
              local                                3.0

            DELIVERED                             sent deferred  bounced
              all                              1,110       12.0      1.0
              smtp                               600       12.0      0
              a-very-long-name-of-a-transport    510        0        1.0
              local                                0        0        0

            REJECTED                               4xx      5xx  no code
              all                                  2.0     30.0      1.0
              unknown-user                         0       30.0      0
              postscreen                           2.0      0        0
              rate-limit                           0        0        1.0

            LOG                                2,500    1,006,500 lines since 2026-11-01, 3 unknown, 1 gap
            """,
            Drawn(WatchShape.Plain));
    }

    [Fact]
    public void Queues_are_shown_where_they_are_read()
    {
        _daemon.Document.Queues =
        [
            SavingDaemon.Queue("postfix", _daemon.Clock.GetUtcNow(), deferred: 1234, oldest: 7200),
            new QueueSnapshot("postfix-out", null, "nobody listens there"),
        ];
        Mail();
        Assert.Equal(
            """
            Postfix on mx.example                             2026-11-23 05:21:02   q quits
            per minute over the last 60 s, as saved 2 s ago

            RECEIVED           accepted                     last 5 minutes           peak
              all               1,243                                       ▁▁▁█  4,972
              smtp              1,240                                       ▁▁▁█  4,960
              local                 3.0                                     ▁▁▁█     12.0

            DELIVERED              sent deferred  bounced   sent, last 5 minutes     peak
              all               1,110       12.0      1.0                   ▇▁█▁  2,400
              smtp                600       12.0      0                     ▁▁█▁  2,400
              a-very-long-nam~    510        0        1.0                   █▁▁▁  2,040
              local                 0        0        0                     ▁▁▁▁      0

            REJECTED                4xx      5xx  no code   last 5 minutes           peak
              all                   2.0     30.0      1.0                   ▁▅█▃     80.0
              unknown-user          0       30.0      0                     ▁▅█▁     80.0
              2 more                2.0      0        1.0                   ▁▁▁█     12.0

            QUEUES, 62 s ago   maildrop incoming   active deferred     hold  corrupt oldest
              postfix                 0        1        2    1,234        0        -    2 h
              postfix-out        cannot be read: nobody listens there

            LOG                 2,500    1,006,500 lines since 2026-11-01, 3 unknown, 1 gap
            """,
            Drawn(Usual));
    }

    [Fact]
    public void A_state_that_nobody_saves_is_stale_and_has_no_rates()
    {
        Mail();
        _daemon.Clock.Advance(TimeSpan.FromSeconds(58));
        Assert.Null(_watcher.Trouble);
        _daemon.Clock.Advance(TimeSpan.FromSeconds(52));
        Assert.Equal("STALE: last saved 1 min ago. Is the daemon running? systemctl status postfix-stats", _watcher.Trouble);
        string[] frame = Drawn(Usual).Split('\n');
        Assert.Equal(_watcher.Trouble, frame[1]);
        Assert.Equal("  all                   -                                       ▁▁▁█  4,972", frame[4]);
        Save(1);
        Assert.Null(_watcher.Trouble);
    }

    [Fact]
    public void A_state_that_cannot_be_read_says_why_until_it_can()
    {
        Mail();
        File.Delete(_daemon.State);
        _watcher.Look();
        Assert.Equal("there is no state file, the running daemon writes it", Drawn(Usual).Split('\n')[1]);
        File.WriteAllText(_daemon.State, "postfix-stats-state 1\n");
        _watcher.Look();
        Assert.Equal("the state file is damaged", Drawn(Usual).Split('\n')[1]);
        Save(28);
        Assert.Equal("per minute over the last 60 s, as saved 0 s ago", Drawn(Usual).Split('\n')[1]);
    }

    [Fact]
    public void Colours_are_few_and_each_line_ends_without()
    {
        Mail();
        string[] frame = [.. _watcher.Draw(Usual with { Colours = true })];
        Assert.Equal("\e[1mPostfix on mx.example\e[m                             2026-11-23 05:21:02   q quits", frame[0]);
        Assert.Equal(Drawn(Usual), Escapes().Replace(string.Join('\n', frame), ""));
        Assert.All(frame.Where(line => line.Contains('\e', StringComparison.Ordinal)), line => Assert.DoesNotMatch("\e\\[[0-9]+m[^\e]*$", line));
    }

    [GeneratedRegex("\e\\[[0-9]*m")]
    private static partial Regex Escapes();

    private string Drawn(WatchShape shape) => string.Join('\n', _watcher.Draw(shape));

    private void Mail()
    {
        _daemon.Count(ServiceCounter.Sent, "a-very-long-name-of-a-transport", 510).Count(ServiceCounter.Bounced, "a-very-long-name-of-a-transport", 1);
        Save(15);
        _daemon.Count(RejectReason.UnknownUser, ReplyColumn.Class5, 10);
        Save(15);
        _daemon.Count(ServiceCounter.Sent, "smtp", 600).Count(ServiceCounter.Deferred, "smtp", 12).Count(RejectReason.UnknownUser, ReplyColumn.Class5, 20);
        Save(15);
        _daemon.Count(Counter.ReceivedSmtp, 1240).Count(Counter.ReceivedLocal, 3).Count(Counter.Postscreen4xx, 2).Count(RejectReason.RateLimit, ReplyColumn.NoCode, 1)
            .Count(Counter.LinesCounted, 2497).Count(Counter.LinesUnknown, 2).Count(Counter.LinesUnparsed, 1);
        _daemon.Document.Gaps = 1;
        Save(15);
        _daemon.Clock.Advance(TimeSpan.FromSeconds(2));
    }

    private void Save(int seconds)
    {
        _daemon.SaveAfter(seconds);
        _watcher.Look();
    }
}
