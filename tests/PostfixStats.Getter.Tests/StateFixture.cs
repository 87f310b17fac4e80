// A state file with numbers that are easy to recognise.

using System.Text;
using PostfixStats.Counting;
using PostfixStats.Queues;
using PostfixStats.State;

namespace PostfixStats.Getter.Tests;

/// <summary>Writes a state as the daemon does: 215 from smtp, beyond 32 bits from local, two instances.</summary>
public sealed class StateFixture : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("getter-tests-").FullName;

    public StateFixture()
    {
        State = Path.Combine(_directory, "state");
        Write(DateTimeOffset.UtcNow);
    }

    public string State { get; }

    public byte[] Bytes => File.ReadAllBytes(State);

    /// <summary>Writes the state as if it had been saved at a given time.</summary>
    public void Write(DateTimeOffset saved)
    {
        var store = new CounterStore(TimeProvider.System);
        InstanceCounters main = store.Instance("postfix"u8, out _);
        InstanceCounters outbound = store.Instance("postfix-out"u8, out _);
        store.Add(main.Slot(Counter.ReceivedSmtp), 200);
        store.Add(outbound.Slot(Counter.ReceivedSmtp), 15);
        store.Add(main.Slot(Counter.ReceivedLocal), (1L << 32) + 7);
        store.Add(main.Slot(ServiceCounter.Sent, main.RowOf(CounterFamilies.Service, "legal"u8, out _)), 3);
        store.Add(main.Slot(CounterFamilies.Message, (int)MessageCounter.Received, 0), 90);
        store.Add(outbound.Slot(CounterFamilies.Message, (int)MessageCounter.Received, 0), 9);
        File.WriteAllBytes(State, StateWriter.Format(new StateDocument { Saved = saved, CountingSince = saved }, store.Snapshot()));
    }

    /// <summary>A state with queues in it, beside the other.</summary>
    /// <param name="queues">An instance each, how many seconds ago its queues were read (-1: never), and the messages in them; null where that is not known.</param>
    public string WithQueues(params (string Instance, int SecondsAgo, long?[] Messages)[] queues)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var document = new StateDocument
        {
            Saved = now,
            CountingSince = now,
            Queues = [.. queues.Select(each => new QueueSnapshot(
                each.Instance,
                each.SecondsAgo < 0 ? null : new QueueReading(
                    now.AddSeconds(-each.SecondsAgo), TimeSpan.FromSeconds(1), [.. each.Messages.Select(count => count is { } known ? Contents(known) : null)]),
                "no such socket"))],
        };
        return Other("queues", StateWriter.Format(document, new CounterStore(TimeProvider.System).Snapshot()));
    }

    /// <summary>A state whose last interval ended so long ago.</summary>
    public string WithInterval(int secondsAgo, params long?[] counts)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var document = new StateDocument { Saved = now, CountingSince = now, LastInterval = new IntervalTotals(now.AddSeconds(-secondsAgo), counts) };
        return Other("interval", StateWriter.Format(document, new CounterStore(TimeProvider.System).Snapshot()));
    }

    /// <summary>Another file beside the state.</summary>
    public string Other(string name, ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>The state with its records changed and a checksum that fits.</summary>
    public string WithFirstLine(string line)
    {
        string text = Encoding.ASCII.GetString(Bytes);
        string body = line + text[text.IndexOf('\n', StringComparison.Ordinal)..text.LastIndexOf("checksum", StringComparison.Ordinal)];
        return Other("other-version", Encoding.ASCII.GetBytes($"{body}checksum {Crc32C(Encoding.ASCII.GetBytes(body)):x8}\n"));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>An odd number of messages is one of which nothing else is known.</summary>
    private static QueueContents Contents(long messages) =>
        new(messages, messages % 2 == 0 ? new QueueDetails(100 * messages, 60, [messages, 0, 0, 0, 0, 0, 0, 0, 0, 0]) : null);

    /// <summary>CRC-32C, bit by bit, from its definition.</summary>
    private static uint Crc32C(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }

        return ~crc;
    }
}
