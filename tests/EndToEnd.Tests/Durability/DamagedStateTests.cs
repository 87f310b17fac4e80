using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Durability;

/// <summary>What snmpd is told of a state file that a disk has damaged.</summary>
public sealed class DamagedStateTests : IDisposable
{
    private static readonly string[] Refusals =
    [
        "Couldn't open state file: it is empty\n",
        "Couldn't open state file: it is no state file of postfix-statsd\n",
        "Couldn't open state file: it is damaged\n",
    ];

    private readonly TempDirectory _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_state_that_ends_at_any_octet_or_has_a_bit_flipped_in_it_gives_no_number()
    {
        byte[] good = await StateOfADayAsync();
        string damaged = _temp["damaged"];
        for (int octet = 0; octet < good.Length; octet++)
        {
            await File.WriteAllBytesAsync(damaged, good[..octet], TestContext.Current.CancellationToken);
            await RefusesAsync(damaged, $"cut at octet {octet}");

            byte[] flipped = [.. good];
            flipped[octet] ^= (byte)(1 << (octet % 8));
            await File.WriteAllBytesAsync(damaged, flipped, TestContext.Current.CancellationToken);
            await RefusesAsync(damaged, $"flipped at octet {octet}");
        }

        await File.WriteAllBytesAsync(damaged, good, TestContext.Current.CancellationToken);
        Assert.Equal("1\n", (await GetAsync(damaged)).Output);
    }

    private static async Task RefusesAsync(string state, string how)
    {
        ToolResult answer = await GetAsync(state);
        Assert.True(answer.ExitCode == 1 && Refusals.Contains(answer.Output), $"{how}: exit code {answer.ExitCode}, {answer.Output}");
        Assert.Equal("", answer.Error);
    }

    private static Task<ToolResult> GetAsync(string state) => Tool.RunAsync(Repository.Getter, ["--state", state, "recv:local"]);

    private async Task<byte[]> StateOfADayAsync()
    {
        string log = _temp.Write("mail.log", "Nov 22 10:00:00 mx postfix/pickup[1]: 5E51721173E: uid=0 from=<root>\n");
        await using var daemon = new StatsDaemon(_temp["state"], log, $"unix:{_temp["nobody"]}");
        daemon.Start();
        Assert.Equal("1\n", await Eventually.SettlesAsync("1\n", () => daemon.GetterAsync("recv:local")));
        await daemon.StopAsync();
        return await File.ReadAllBytesAsync(daemon.State, TestContext.Current.CancellationToken);
    }
}
