// The daemon without its process: collector and state files, killed and started at will.

using System.Text;
using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Daemon.Queues;
using PostfixStats.Following;
using PostfixStats.Grammar;
using PostfixStats.Messages;
using PostfixStats.State;

namespace PostfixStats.Daemon.Collecting.Model;

/// <summary>
/// A collector on a simulated host. After every step it looks, as a poller would, that no number has become lower.
/// </summary>
internal sealed class DaemonUnderTest(string state, params string[] logs) : ILogObserver, ICollectorObserver, IDisposable
{
    /// <summary>Where rotated logs may be, besides.</summary>
    public const string OldDirectory = "old";

    private readonly SortedDictionary<string, long> _shown = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _got = new(StringComparer.Ordinal);
    private StateFiles? _files;
    private MessageTracker? _messages;
    private ApplicationBook? _applications;
    private Collector? _collector;
    private DateTimeOffset? _countingSince;

    public TestClock Clock { get; } = new();

    public List<string> Notices { get; } = [];

    /// <summary>The instances whose queues are read, from the next start on.</summary>
    public IReadOnlyList<QueueLocation> QueueLocations { get; set; } = [];

    /// <summary>Where their readings are put down.</summary>
    public QueueBoard Queues { get; private set; } = new([], []);

    public bool IsRunning => _collector is not null;

    public Published Latest => _collector!.Latest;

    public bool IsCaughtUp => _collector!.IsCaughtUp;

    /// <summary>Looks at what is new, once.</summary>
    public bool PollOnce() => _collector!.Poll();

    /// <summary>From now on lower numbers are right: counting began anew.</summary>
    public void AllowDiscontinuity()
    {
        _shown.Clear();
        _got.Clear();
        _countingSince = null;
    }

    public void Start()
    {
        _files = StateFiles.Open(state);
        LoadResult loaded = _files.Load(Clock);
        _messages = new MessageTracker(loaded.Store);
        if (_files.LoadMessages(loaded, _messages) is { } lost)
        {
            Notices.Add($"messages lost: {lost}");
        }

        Queues = new QueueBoard(QueueLocations, loaded.Document?.Queues ?? []);
        _applications = new ApplicationBook(loaded.Document?.Applications ?? [], Clock);
        _collector = new Collector(loaded, _messages, _files, NewSources, Queues, this, Clock, _applications);
        _collector.CommitFirst();
        Look();
    }

    /// <summary>Ends the daemon between two instructions: what it has in memory is gone.</summary>
    public void Kill()
    {
        _collector!.Dispose();
        _files!.Dispose();
        _collector = null;
    }

    /// <summary>Ends the daemon as SIGTERM does.</summary>
    public void Stop()
    {
        _collector!.Stop();
        Look();
        Kill();
    }

    public void Poll()
    {
        Clock.Advance(TimeSpan.FromMilliseconds(200));
        while (_collector!.Poll())
        {
        }

        SpinWait.SpinUntil(() => !_collector!.IsCommitting);
        Look();
    }

    /// <summary>Polls until all is found and both copies of the state know it.</summary>
    public void Settle()
    {
        for (int i = 0; i < 12; i++)
        {
            Poll();
        }

        Clock.Advance(TimeSpan.FromSeconds(31));
        Poll();
        Clock.Advance(TimeSpan.FromSeconds(31));
        Poll();
    }

    public void Dispose()
    {
        if (IsRunning)
        {
            Kill();
        }
    }

    void ILogObserver.Notice(LogEventKind kind, string path, string detail) => Notices.Add($"{kind} {Path.GetFileName(path)} {detail}");

    void ICollectorObserver.Published(Published snapshot)
    {
    }

    void ICollectorObserver.CatchingUpChanged(Published snapshot) => Notices.Add($"catching up: {snapshot.Health.IsCatchingUp}");

    void ICollectorObserver.StateNotWritten(Exception failure) => Notices.Add("state not written");

    void ICollectorObserver.StateWrittenAgain() => Notices.Add("state written again");

    private IReadOnlyList<ILogSource> NewSources(CounterStore store, StateDocument document) => FileSource.Follow(
        logs,
        document,
        new FollowOptions(FromStart: true, OldDirectory),
        () => new CountingSink(new LineCounter(store, GrammarOptions.Default, messages: _messages), _applications),
        this,
        Clock);

    private void Look()
    {
        // What the getter would print, from the file.
        if (File.Exists(state))
        {
            byte[] text = File.ReadAllBytes(state);
            Assert.Equal(StateVerdict.Good, StateText.Verify(text, out ReadOnlySpan<byte> records));
            foreach (StateRecord record in new StateRecords(records))
            {
                if (record.Kind.SequenceEqual("total"u8))
                {
                    Assert.True(StateText.TryParseValue(record.Rest, out ulong value));
                    NotLower(_got, Encoding.ASCII.GetString(record.First), (long)value);
                }
            }
        }

        // What SNMP would show.
        if (IsCaughtUp)
        {
            foreach ((string name, long value) in Latest.Counters.Named(also: CounterSet.Details | CounterSet.Messages))
            {
                NotLower(_shown, name, value);
            }

            _countingSince ??= Latest.CountingSince;
            Assert.Equal(_countingSince, Latest.CountingSince);
        }
    }

    private static void NotLower(SortedDictionary<string, long> seen, string name, long value)
    {
        Assert.True(value >= seen.GetValueOrDefault(name), $"{name} went back from {seen.GetValueOrDefault(name)} to {value}");
        seen[name] = value;
    }
}
