// What was counted in five minutes finds its way into the state file.

using System.Globalization;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting.Model;
using PostfixStats.State;

namespace PostfixStats.Daemon.Collecting;

public sealed class CollectorIntervalTests : IDisposable
{
    private const int Delivered = 1;

    private readonly string _directory = Directory.CreateTempSubdirectory("pfstats-collect-").FullName;
    private readonly DaemonUnderTest _daemon;
    private int _number;

    public CollectorIntervalTests()
    {
        _daemon = new DaemonUnderTest(State, Log);
        Write(10);

        // A minute after full five minutes: what the test takes of the real time does not reach the next ones.
        DateTimeOffset now = DateTimeOffset.UtcNow;
        _daemon.Clock.WallClockError = TimeSpan.FromTicks(Intervals.Length.Ticks - (now.UtcTicks % Intervals.Length.Ticks)) + TimeSpan.FromMinutes(1);
    }

    private string Log => Path.Combine(_directory, "mail.log");

    private string State => Path.Combine(_directory, "state");

    public void Dispose()
    {
        _daemon.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void The_last_five_minutes_are_those_that_were_seen_whole_and_stay_over_a_restart()
    {
        _daemon.Start();
        _daemon.Settle();
        Write(1);
        PassFiveMinutes();
        Assert.Null(Saved());

        Write(3);
        PassFiveMinutes();
        Assert.Equal(3, Saved()!.Counts[Delivered]);

        _daemon.Stop();
        Write(4);
        _daemon.Start();
        _daemon.Settle();
        PassFiveMinutes();
        Assert.Equal(3, Saved()!.Counts[Delivered]);

        Write(5);
        PassFiveMinutes();
        Assert.Equal(5, Saved()!.Counts[Delivered]);
    }

    private IntervalTotals? Saved() => SavedState.Read(State, _daemon.Clock).Document.LastInterval;

    /// <summary>What was written is counted before they end.</summary>
    private void PassFiveMinutes()
    {
        _daemon.Settle();
        _daemon.Clock.WallClockError += Intervals.Length;
        _daemon.Settle();
    }

    private void Write(int lines)
    {
        for (int i = 0; i < lines; i++)
        {
            File.AppendAllText(
                Log,
                string.Create(CultureInfo.InvariantCulture, $"Nov 22 10:00:00 mx postfix/local[{++_number}]: 5E51721173E: to=<a@b.example>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (ok)\n"));
        }
    }
}
