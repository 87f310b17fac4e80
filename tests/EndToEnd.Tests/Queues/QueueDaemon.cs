// A daemon whose queues are what a test looks at.

using System.Globalization;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Queues;

/// <summary>A daemon that reads the queues each second.</summary>
internal sealed class QueueDaemon(PrivatePostfix postfix, string[] user, string? agentX = null) : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();

    public StatsDaemon Daemon { get; private set; } = null!;

    public async Task StartAsync()
    {
        string state = Path.Combine(_directory.Make("state"), "state");
        if (user.Length > 0)
        {
            (await Tool.RunAsync("chown", ["nobody:nogroup", Path.GetDirectoryName(state)!])).Succeeded();
        }

        Daemon = new StatsDaemon(
            state, _directory.Write("mail.log", ""), agentX ?? $"unix:{_directory["no-master"]}", "--queues", $"postfix={postfix.Spool}", "--queue-interval", "1");
        Daemon.Start(user);
    }

    /// <summary>The first reading.</summary>
    public async Task<Reading> ReadAsync() =>
        await Eventually.HoldsAsync("a reading", () => Task.FromResult(Saved()), reading => reading is not null) ?? throw new InvalidOperationException();

    /// <summary>Prints what the reading took, and fails where that is more than many messages may.</summary>
    public async Task TellAsync(string way)
    {
        string peak = (await File.ReadAllLinesAsync($"/proc/{Daemon.Pid}/status", TestContext.Current.CancellationToken)).Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        string milliseconds = (await File.ReadAllLinesAsync(Daemon.State, TestContext.Current.CancellationToken)).Single(line => line.StartsWith("queues ", StringComparison.Ordinal)).Split(' ')[^1];
        TestContext.Current.TestOutputHelper!.WriteLine($"{way}: {milliseconds} ms, {peak}");
        Assert.InRange(int.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture), 0, 64 * 1024);
    }

    /// <summary>The reading that is as expected, or the last one.</summary>
    public async Task<Reading> SettlesAsync(SortedDictionary<string, Queue> expected)
    {
        try
        {
            return await Eventually.HoldsAsync(
                "the expected queues", () => Task.FromResult(Saved()), reading => reading is not null && reading.Queues.SequenceEqual(expected)) ?? throw new InvalidOperationException();
        }
        catch (TimeoutException)
        {
            return await ReadAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        _directory.Dispose();
    }

    private Reading? Saved()
    {
        if (!File.Exists(Daemon.State))
        {
            return null;
        }

        var reading = new Reading(new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        foreach (string[] fields in File.ReadLines(Daemon.State).Select(line => line.Split(' ')).Where(fields => fields[0] == "queue"))
        {
            reading.Queues[fields[1]] = new Queue(
                long.Parse(fields[2], CultureInfo.InvariantCulture), long.Parse(fields[3], CultureInfo.InvariantCulture));
            reading.Ages[fields[1]] = fields[5];
        }

        return reading.Queues.Count > 0 ? reading : null;
    }
}
