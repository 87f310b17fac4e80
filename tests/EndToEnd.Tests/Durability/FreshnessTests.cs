using System.Diagnostics;
using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Durability;

/// <summary>How long a line takes to become a number: measured and told, not judged by a clock.</summary>
public class FreshnessTests
{
    [Fact]
    public async Task A_line_becomes_a_readable_number()
    {
        using var temp = new TempDirectory();
        string log = temp.Write("mail.log", "");
        await using var daemon = new StatsDaemon(Path.Combine(temp.Make("state"), "state"), log, $"unix:{temp["nobody"]}");
        daemon.Start();
        await Eventually.HoldsAsync("the first state", () => File.Exists(daemon.State));

        var taken = new List<double>();
        for (int i = 1; i <= 10; i++)
        {
            long started = Stopwatch.GetTimestamp();
            await File.AppendAllTextAsync(
                log,
                $"Nov 22 10:00:00 mx postfix/pickup[{i}]: 5E51721173E: uid=0 from=<root>\n",
                TestContext.Current.CancellationToken);
            await Eventually.HoldsAsync("the number", () => daemon.GetterAsync("recv:local"), answer => answer == $"{i}\n");
            taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"line to getter: {taken.Average():F0} ms on average, {taken.Max():F0} ms at most"));
    }
}
