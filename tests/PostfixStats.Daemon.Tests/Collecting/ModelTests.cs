using System.Globalization;
using PostfixStats.Daemon.Collecting.Model;

namespace PostfixStats.Daemon.Collecting;

/// <summary>
/// Random sequences against a plain model: always the same ones, and others in the long run. A failing one is run again alone with POSTFIX_STATS_SEED=N.
/// </summary>
public sealed class ModelTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pfstats-model-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Whatever_happens_to_log_and_daemon_every_line_is_counted_once()
    {
        bool isLong = Environment.GetEnvironmentVariable("POSTFIX_STATS_LONG") is { Length: > 0 };
        (int first, int count) = isLong ? (Environment.TickCount & 0xFFFFFF, 10_000) : (1, 200);
        if (Environment.GetEnvironmentVariable("POSTFIX_STATS_SEED") is { Length: > 0 } wanted)
        {
            (first, count) = (int.Parse(wanted, CultureInfo.InvariantCulture), 1);
        }

        for (int seed = first; seed < first + count; seed++)
        {
            using var host = new RandomHost(seed, _directory);
            try
            {
                host.Run();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}: {e.Message}\n{host}", e);
            }
        }
    }
}
