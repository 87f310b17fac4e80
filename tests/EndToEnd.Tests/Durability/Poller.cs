// Somebody who asks for the numbers all the time.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Durability;

/// <summary>Calls the getter until told to stop, and fails where a number is lower than before or none is given.</summary>
internal sealed class Poller(string state)
{
    private readonly Dictionary<string, ulong> _seen = new(StringComparer.Ordinal);

    public int Calls { get; private set; }

    /// <summary>Runs until the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            ToolResult result = await Tool.RunAsync(Repository.Getter, ["--state", state, "--all", "--messages"]);
            Assert.True(result.ExitCode == 0, $"{result.Output}{result.Error}");
            foreach (string line in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] pair = line.Split(' ');
                ulong value = ulong.Parse(pair[1], CultureInfo.InvariantCulture);
                Assert.True(value >= _seen.GetValueOrDefault(pair[0]), $"{line} after {_seen.GetValueOrDefault(pair[0])}");
                _seen[pair[0]] = value;
            }

            Calls++;
            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System, CancellationToken.None);
        }
    }
}
