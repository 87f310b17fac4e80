// One random sequence of everything that a host does to a log and to the daemon.

using System.Globalization;
using PostfixStats.Counting;

namespace PostfixStats.Daemon.Collecting.Model;

/// <summary>A sequence, the same for the same seed.</summary>
internal sealed class RandomHost : IDisposable
{
    private const int OpenRotatedLogs = 4;

    private readonly string _directory;
    private readonly Random _random;
    private readonly LogHost[] _hosts;
    private readonly DaemonUnderTest _daemon;
    private readonly (int Weight, string Name, Func<bool> Step)[] _steps;
    private LogHost _host;
    private bool _mayDamage;
    private bool _hasOldCutLine;

    public RandomHost(int seed, string parent)
    {
        _directory = Directory.CreateDirectory(Path.Combine(parent, seed.ToString(CultureInfo.InvariantCulture))).FullName;
        _random = new Random(seed);
        string[] names = _random.Next(3) == 0 ? ["mail.log", "mail-out.log"] : ["mail.log"];
        _hosts = [.. names.Select(name => new LogHost(_directory, name, (RotationScheme)_random.Next(Enum.GetValues<RotationScheme>().Length)))];
        _host = _hosts[0];
        _daemon = new DaemonUnderTest(State, [.. _hosts.Select(host => host.Log)]);
        _steps =
        [
            (30, "line", () => Do(() => _host.WriteLine(_random))),
            (6, "part of a line", () => Do(() => _host.WritePartOfLine(_random))),
            (4, "rest of the line", () => Do(_host.CompleteLine)),
            (5, "repeat", () => Do(() => _host.WriteRepeat(_random.Next(1, 9)))),
            (25, "poll", () => _daemon.IsRunning && Do(_daemon.Poll)),
            (5, "settle", () => _daemon.IsRunning && Do(SettleAndCompare)),
            (2, "minutes", () => Do(() => _daemon.Clock.Advance(TimeSpan.FromMinutes(2)))),
            (2, "hours", () => Do(PassHours)),
            (6, "rename and create", () => Do(() => Rename(_host, create: true))),
            (3, "rename", () => Do(() => Rename(_host, create: false))),
            (9, "reopen", () => Do(_host.Reopen)),
            (2, "rotate all", RotateAll),
            (5, "copytruncate", () => Do(_host.CopyTruncate)),
            (8, "compress", () => _host.Compress()),
            (2, "delete and recreate", () => WhenCounted(_host.DeleteAndRecreate)),
            (1, "replace the directory", () => _hosts.Length == 1 && WhenCounted(_host.ReplaceDirectory)),
            (5, "kill", () => _daemon.IsRunning && Do(Kill)),
            (3, "stop", () => _daemon.IsRunning && Do(_daemon.Stop)),
            (9, "start", () => !_daemon.IsRunning && Do(Start)),
            (3, "damage the state", Damage),
        ];
    }

    /// <summary>What was done so far, for the message of a failure.</summary>
    public List<string> Done { get; } = [];

    private bool HasCutLine => _hosts.Any(host => host.HasCutLine);

    private string State => Path.Combine(_directory, "state", "state");

    public void Run()
    {
        Start();
        int weights = _steps.Sum(step => step.Weight);
        for (int length = _random.Next(10, 80); length > 0; length--)
        {
            int choice = _random.Next(weights);
            (_, string name, Func<bool> step) = _steps.First(each => (choice -= each.Weight) < 0);
            _host = _hosts[_random.Next(_hosts.Length)];
            Done.Add(_hosts.Length > 1 ? $"{name} {Array.IndexOf(_hosts, _host)}" : name);
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
        Array.ForEach(_hosts, host => host.Dispose());
        Directory.Delete(_directory, recursive: true);
    }

    public override string ToString() => $"{string.Join(", ", Done)}\nlog: {string.Join("\n     ", _daemon.Notices)}";

    private static string Text(SortedDictionary<string, long> counters) => string.Join("\n", counters.Select(each => $"{each.Key} {each.Value}"));

    private static bool Do(Action action)
    {
        action();
        return true;
    }

    /// <summary>A writer stays in a file for hours, but not in the middle of a line: the file may be rotated next.</summary>
    private void PassHours()
    {
        Array.ForEach(_hosts, host => host.CompleteLine());
        _daemon.Clock.Advance(TimeSpan.FromHours(2));
        _hasOldCutLine |= HasCutLine;
    }

    /// <summary>
    /// Half a line counts when nobody has written to its file for an hour. Here only the daemon's clock knows of the hour, not
    /// the times of the files, so that it would begin anew with a start: the state has to know what was shown.
    /// </summary>
    private void Kill()
    {
        if (_hasOldCutLine)
        {
            _daemon.Settle();
        }

        _daemon.Kill();
    }

    /// <summary>
    /// What is told of messages depends on the order of lines. Logs of one instance have the same queue ids here, and which log's line
    /// comes first is left to chance; half a line at the end of a copy counts after lines that were written later.
    /// </summary>
    private CounterSet Counters =>
        _hosts.Length > 1 || _hosts[0].HadCutLine ? CounterSet.Details : CounterSet.Details | CounterSet.Messages;

    private SortedDictionary<string, long> Expected()
    {
        var sum = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach ((string name, long value) in _hosts.SelectMany(host => host.Expected(Counters)))
        {
            sum[name] = sum.GetValueOrDefault(name) + value;
        }

        return sum;
    }

    private bool RotateAll()
    {
        Array.ForEach(_hosts, host => Rename(host, create: true));
        return true;
    }

    /// <summary>A writer who was not told to reopen is heard through so many rotations.</summary>
    private static void Rename(LogHost host, bool create)
    {
        if (host.WriterIsBehind == OpenRotatedLogs - 1)
        {
            host.Reopen();
        }

        host.Rename(create);
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
        if (!HasCutLine && !_hosts.Any(host => host.HasPartialLine))
        {
            Compare();
        }
    }

    private void Compare()
    {
        Assert.True(_daemon.IsCaughtUp);
        Assert.Equal(Text(Expected()), Text(_daemon.Latest.Counters.Named(also: Counters)));
        Assert.Equal(0, _daemon.Latest.Health.Gaps);
        Assert.Equal(0, _daemon.Latest.Health.OctetsBehind);
    }

    /// <summary>Does what takes lines away, when both copies of the state know them.</summary>
    private bool WhenCounted(Action action)
    {
        if (!_daemon.IsRunning || HasCutLine || !_host.WriterIsOnLog)
        {
            return false;
        }

        Array.ForEach(_hosts, host => host.CompleteLine());
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
        if (_daemon.IsRunning || !_mayDamage || HasCutLine || !File.Exists(State))
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

        Array.ForEach(_hosts, host => host.CompleteLine());
        for (int i = 0; i < 2; i++)
        {
            RotateAll();
            foreach (LogHost host in _hosts)
            {
                host.Reopen();
                host.WriteLine(_random);
            }

            _daemon.Settle();
            _daemon.Clock.Advance(TimeSpan.FromHours(2));
            _daemon.Settle();
        }

        Array.ForEach(_hosts, host => host.ForgetCutLine());
        Compare();
    }
}
