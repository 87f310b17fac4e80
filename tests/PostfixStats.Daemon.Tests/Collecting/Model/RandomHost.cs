// One random sequence of everything that a host does to a log and to the daemon.

using System.Globalization;

namespace PostfixStats.Daemon.Collecting.Model;

/// <summary>A sequence, the same for the same seed.</summary>
internal sealed class RandomHost : IDisposable
{
    private readonly string _directory;
    private readonly Random _random;
    private readonly LogHost _host;
    private readonly DaemonUnderTest _daemon;
    private readonly (int Weight, string Name, Func<bool> Step)[] _steps;
    private bool _mayDamage;

    public RandomHost(int seed, string parent)
    {
        _directory = Directory.CreateDirectory(Path.Combine(parent, seed.ToString(CultureInfo.InvariantCulture))).FullName;
        _random = new Random(seed);
        _host = new LogHost(_directory, (RotationScheme)_random.Next(3));
        _daemon = new DaemonUnderTest(State, _host.Log);
        _steps =
        [
            (30, "line", () => Do(() => _host.WriteLine(_random))),
            (6, "part of a line", () => Do(() => _host.WritePartOfLine(_random))),
            (4, "rest of the line", () => Do(_host.CompleteLine)),
            (5, "repeat", () => Do(() => _host.WriteRepeat(_random, _random.Next(1, 9)))),
            (25, "poll", () => _daemon.IsRunning && Do(_daemon.Poll)),
            (5, "settle", () => _daemon.IsRunning && Do(SettleAndCompare)),
            (2, "minutes", () => Do(() => _daemon.Clock.Advance(TimeSpan.FromMinutes(2)))),
            (2, "hours", () => Do(PassHours)),
            (6, "rename and create", () => Do(() => _host.Rename(create: true))),
            (3, "rename", () => Do(() => _host.Rename(create: false))),
            (9, "reopen", () => Do(_host.Reopen)),
            (5, "copytruncate", () => Do(_host.CopyTruncate)),
            (8, "compress", () => _host.Compress()),
            (2, "delete and recreate", () => WhenCounted(_host.DeleteAndRecreate)),
            (1, "replace the directory", () => WhenCounted(_host.ReplaceDirectory)),
            (5, "kill", () => _daemon.IsRunning && Do(_daemon.Kill)),
            (3, "stop", () => _daemon.IsRunning && Do(_daemon.Stop)),
            (9, "start", () => !_daemon.IsRunning && Do(Start)),
            (3, "damage the state", Damage),
        ];
    }

    /// <summary>What was done so far, for the message of a failure.</summary>
    public List<string> Done { get; } = [];

    private string State => Path.Combine(_directory, "state", "state");

    public void Run()
    {
        Start();
        int weights = _steps.Sum(step => step.Weight);
        for (int length = _random.Next(10, 80); length > 0; length--)
        {
            int choice = _random.Next(weights);
            (_, string name, Func<bool> step) = _steps.First(each => (choice -= each.Weight) < 0);
            Done.Add(name);
            if (!step())
            {
                Done.RemoveAt(Done.Count - 1);
            }
        }

        Done.Add("end");
        End();
    }

    public void Dispose()
    {
        _daemon.Dispose();
        _host.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    public override string ToString() => $"{string.Join(", ", Done)}\nlog: {string.Join("\n     ", _daemon.Notices)}";

    private static string Text(SortedDictionary<string, long> counters) => string.Join("\n", counters.Select(each => $"{each.Key} {each.Value}"));

    private static bool Do(Action action)
    {
        action();
        return true;
    }

    /// <summary>Within hours every writer has been told to reopen.</summary>
    private void PassHours()
    {
        if (!_host.WriterIsOnLog)
        {
            _host.Reopen();
        }

        _daemon.Clock.Advance(TimeSpan.FromHours(2));
    }

    private void Start()
    {
        _daemon.Start();
        _mayDamage = false;
    }

    private void SettleAndCompare()
    {
        _daemon.Settle();
        _mayDamage = true;
        if (!_host.HasPartialLine && !_host.HasCutLine)
        {
            Compare();
        }
    }

    private void Compare()
    {
        Assert.True(_daemon.IsCaughtUp);
        Assert.Equal(Text(_host.Expected()), Text(_daemon.Latest.Counters.Named(also: LogHost.All)));
        Assert.Equal(0, _daemon.Latest.Health.Gaps);
        Assert.Equal(0, _daemon.Latest.Health.OctetsBehind);
    }

    /// <summary>Does what takes lines away, when both copies of the state know them.</summary>
    private bool WhenCounted(Action action)
    {
        if (!_daemon.IsRunning || _host.HasCutLine || !_host.WriterIsOnLog)
        {
            return false;
        }

        _host.CompleteLine();
        SettleAndCompare();
        action();
        _daemon.Settle();

        // Files that are gone are forgotten after a while: before that, looking for them in vain would be a gap.
        _daemon.Clock.Advance(TimeSpan.FromHours(2));
        _daemon.Settle();
        return true;
    }

    private bool Damage()
    {
        // Half a line at the end of a renamed file counts only when nobody has written to it for an hour, and the hour begins
        // anew with a start: the one number of which an older copy of the state may know less.
        if (_daemon.IsRunning || !_mayDamage || _host.HasCutLine || !File.Exists(State))
        {
            return false;
        }

        byte[] text = File.ReadAllBytes(State);
        switch (_random.Next(4))
        {
            case 0:
                text = text[.._random.Next(text.Length)];
                break;
            case 1:
                text[_random.Next(text.Length)] ^= (byte)(1 << _random.Next(8));
                break;
            case 2:
                text.AsSpan(_random.Next(text.Length)).Clear();
                break;
            default:
                text = "something else"u8.ToArray();
                break;
        }

        // A disk damages a copy, not what is linked to it.
        File.Delete(State);
        File.WriteAllBytes(State, text);
        _mayDamage = false;
        return true;
    }

    /// <summary>Leaves nothing open: the writer on a fresh log, every half line at a definite end.</summary>
    private void End()
    {
        if (!_daemon.IsRunning)
        {
            Start();
        }

        _host.CompleteLine();
        for (int i = 0; i < 2; i++)
        {
            _host.Rename(create: true);
            _host.Reopen();
            _host.WriteLine(_random);
            _daemon.Settle();
            _daemon.Clock.Advance(TimeSpan.FromHours(2));
            _daemon.Settle();
        }

        _host.ForgetCutLine();
        Compare();
    }
}
