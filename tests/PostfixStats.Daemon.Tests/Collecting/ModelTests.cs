using System.Globalization;
using PostfixStats.Daemon.Collecting.Model;

namespace PostfixStats.Daemon.Collecting;

/// <summary>
/// Random sequences against a plain model: always the same ones, and others in the long run. STATS_TEST_SEED=N repeats one that
/// failed alone, STATS_TEST_SEED=N-M runs a range.
/// </summary>
public sealed class ModelTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pfstats-model-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Whatever_happens_to_log_and_daemon_every_line_is_counted_once()
    {
        var failures = new List<string>();
        (int first, int last) = Seeds();
        for (int seed = first; seed <= last && !TestContext.Current.CancellationToken.IsCancellationRequested; seed++)
        {
            using var host = new RandomHost(seed, _directory);
            try
            {
                host.Run();
            }
#pragma warning disable CA1031 // Whatever it is, it is a failure of this seed.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failures.Add($"seed {seed}: {e}\n{host}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of the seeds {first} to {last} failed\n{string.Join("\n\n", failures)}");
    }

    private static (int First, int Last) Seeds()
    {
        if (Environment.GetEnvironmentVariable("STATS_TEST_SEED") is { Length: > 0 } wanted)
        {
            int[] range = [.. wanted.Split('-').Select(each => int.Parse(each, CultureInfo.InvariantCulture))];
            return (range[0], range[^1]);
        }

        if (Environment.GetEnvironmentVariable("STATS_TEST_LONG") is { Length: > 0 })
        {
            int random = Environment.TickCount & 0xFFFFFF;
            return (random, random + 9_999);
        }

        return (1, 200);
    }
}
