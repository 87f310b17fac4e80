// A daemon as far as who watches it sees it: counters that grow, and a state file.

using PostfixStats.Counting;
using PostfixStats.Daemon.Watching;
using PostfixStats.Queues;
using PostfixStats.State;

namespace PostfixStats.Daemon.Tests.Watching;

internal sealed class SavingDaemon : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pfstats-watch-").FullName;
    private readonly CounterStore _store;
    private readonly InstanceCounters _instance;

    public SavingDaemon()
    {
        _store = new CounterStore(Clock);
        _instance = _store.Instance("postfix"u8, out _);
        Document = new StateDocument { CountingSince = new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero) };
    }

    public WallClock Clock { get; } = new();

    public StateDocument Document { get; }

    public string State => Path.Combine(_directory, "state");

    public SavingDaemon Count(Counter counter, long amount)
    {
        _store.Add(_instance.Slot(counter), amount);
        return this;
    }

    public SavingDaemon Count(ServiceCounter counter, string service, long amount)
    {
        _store.Add(_instance.Slot(counter, _instance.RowOf(CounterFamilies.Service, System.Text.Encoding.ASCII.GetBytes(service), out _)), amount);
        return this;
    }

    public SavingDaemon Count(RejectReason reason, ReplyColumn column, long amount)
    {
        _store.Add(_instance.Slot(CounterFamilies.Reason, (int)reason, (int)column), amount);
        return this;
    }

    public SavingDaemon Reset()
    {
        _store.Clear();
        Document.CountingSince = Clock.GetUtcNow();
        return this;
    }

    /// <summary>Saves, with the time of the clock also as the file's: the kernel's own may stand still between two saves.</summary>
    public void Save()
    {
        Document.Saved = Clock.GetUtcNow();
        File.WriteAllBytes(State, StateWriter.Format(Document, _store.Snapshot()));
        File.SetLastWriteTimeUtc(State, Clock.GetUtcNow().UtcDateTime);
    }

    public void SaveAfter(int seconds)
    {
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        Save();
    }

    public Watcher Watch(int window) => new(new FollowedState(State, Clock), TimeSpan.FromSeconds(window), Clock, "mx.example");

    public static QueueSnapshot Queue(string instance, DateTimeOffset at, long deferred, long oldest) => new(
        instance,
        new QueueReading(
            at,
            TimeSpan.Zero,
            [
                Contents(0, 0), Contents(1, 3), Contents(2, 10), Contents(deferred, oldest), Contents(0, 0), null,
            ]),
        Failure: null);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static QueueContents Contents(long messages, long oldest) => new(messages, new QueueDetails(0, oldest, new long[QueueAges.Count]));
}
