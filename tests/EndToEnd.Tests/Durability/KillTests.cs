using System.Diagnostics;
using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Durability;

/// <summary>The guarantee, on the published programs: a busy log, rotated all the time, and a daemon that dies all the time.</summary>
public class KillTests
{
    private const int Lines = 100_000;
    private const int Kills = 50;

    public static TheoryData<int> Seeds
    {
        get
        {
            bool isLong = Environment.GetEnvironmentVariable("STATS_TEST_LONG") is { Length: > 0 };
            int first = Environment.GetEnvironmentVariable("STATS_TEST_SEED") is { Length: > 0 } wanted
                ? int.Parse(wanted.Split('-')[0], CultureInfo.InvariantCulture)
                : Environment.TickCount & 0xFFFFFF;
            return new TheoryData<int>(Enumerable.Range(first, isLong ? 10 : 1));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task However_often_it_is_killed_every_line_is_counted_once(int seed)
    {
        using var temp = new TempDirectory();
        using var log = new BusyLog(temp.Make("log"), seed);
        await using var daemon = new StatsDaemon(Path.Combine(temp.Make("state"), "state"), log.Path, $"unix:{temp["nobody"]}");
        daemon.Start();
        await Eventually.HoldsAsync("the first state", () => File.Exists(daemon.State));
        var poller = new Poller(daemon.State);
        using var stop = new CancellationTokenSource();
        Task polling = poller.RunAsync(stop.Token);

        var random = new Random(seed);
        long started = Stopwatch.GetTimestamp();
        for (int kill = 0; kill < Kills; kill++)
        {
            await LiveAsync(log, random, lines: Lines / Kills * 3 / 4);
            await daemon.KillAsync();
            log.Write(Lines / Kills / 4);
            if (kill % 16 == 8)
            {
                log.Rotate(compress: true);
                log.Write(random.Next(200));
            }

            daemon.Start();
        }

        string expected = await log.CountAsync("--messages");
        Assert.Equal(expected, await Eventually.SettlesAsync(expected, () => daemon.GetterAsync("--all", "--messages")));
        Assert.Contains("\ngaps 0\n", await File.ReadAllTextAsync(daemon.State, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await stop.CancelAsync();
        await polling;
        Assert.True(log.Rotations >= 20, $"only {log.Rotations} rotations");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {Kills} kills, {log.Rotations} rotations, {poller.Calls} calls of the getter, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
    }

    /// <summary>A life of the daemon, from nearly nothing to a second and a half, with lines and rotations all along.</summary>
    private static async Task LiveAsync(BusyLog log, Random random, int lines)
    {
        int steps = random.Next(1, 6);
        int rotateAt = random.Next(4) > 0 ? random.Next(steps) : -1;
        for (int step = 0; step < steps; step++)
        {
            log.Write(lines / steps);
            if (step == rotateAt)
            {
                log.Rotate(compress: random.Next(4) == 0);
            }

            await PauseAsync(random.Next(280));
        }

        if (random.Next(8) == 0)
        {
            // Long enough for a commit that belongs to nothing but the clock.
            await PauseAsync(1200);
        }
    }

    private static Task PauseAsync(int milliseconds) =>
        Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, TestContext.Current.CancellationToken);
}
