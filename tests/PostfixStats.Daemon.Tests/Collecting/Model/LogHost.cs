// A mail host as far as its log goes: a writer, and whatever rotates. Knows every line that was ever written.

using System.Globalization;
using System.Text;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Grammar;
using PostfixStats.Messages;

namespace PostfixStats.Daemon.Collecting.Model;

/// <summary>
/// Real files in a real directory. There is one writer, so that all that was ever written is one stream, whatever file it went
/// to; counting that stream from its beginning is what the daemon has to come to.
/// </summary>
internal sealed class LogHost : IDisposable
{
    /// <summary>Octets that many lines have in common: time, host and program.</summary>
    private const int SameBeginning = 40;

    private readonly string _name;
    private readonly RotationScheme _scheme;
    private readonly StringBuilder _written = new();
    private readonly List<string> _rotated = [];
    private FileStream? _writer;
    private string _partial = "";
    private int _lines;
    private int _rotations;

    public LogHost(string directory, string name, RotationScheme scheme)
    {
        _name = name;
        _scheme = scheme;
        LogDirectory = Path.Combine(directory, "log");
        MakeDirectories();
        Reopen();
    }

    public string LogDirectory { get; }

    public string Log => Path.Combine(LogDirectory, _name);

    /// <summary>Whether the writer has the file open that has the log's name.</summary>
    public bool WriterIsOnLog => WriterPath == Log;

    /// <summary>Where the writer's file is now; null where it has none.</summary>
    public string? WriterPath { get; private set; }

    /// <summary>How many rotated files are newer than the writer's.</summary>
    public int WriterIsBehind => WriterIsOnLog ? 0 : _rotated.Count - 1 - _rotated.IndexOf(WriterPath!);

    public bool HasPartialLine => _partial.Length > 0;

    /// <summary>Whether half a line stands at the end of a file that is not written to any more: it counts once that is certain.</summary>
    public bool HasCutLine { get; private set; }

    /// <summary>Whether there was such half a line at any time.</summary>
    public bool HadCutLine { get; private set; }

    /// <summary>What has to be counted.</summary>
    public SortedDictionary<string, long> Expected(CounterSet also)
    {
        var store = new CounterStore(TimeProvider.System);
        var sink = new CountingSink(new LineCounter(store, GrammarOptions.Default, messages: new MessageTracker(store)));
        var lines = new LineStream(new MemoryStream(Encoding.ASCII.GetBytes(_written.ToString())), sink);
        while (lines.Pump() > 0)
        {
        }

        return store.Snapshot().Named(also: also);
    }

    public void WriteLine(Random random)
    {
        CompleteLine();
        Write(NewLine(random) + "\n");
    }

    /// <summary>A repeat of the line before, in whatever file that is; its time tells it from others.</summary>
    public void WriteRepeat(int times)
    {
        CompleteLine();
        TimeSpan time = TimeSpan.FromSeconds(++_lines);
        Write(string.Create(CultureInfo.InvariantCulture, $"Nov 22 {time:hh\\:mm\\:ss} mx last message repeated {times} times\n"));
    }

    public void WritePartOfLine(Random random)
    {
        CompleteLine();
        string line = NewLine(random);
        int length = random.Next(1, line.Length);
        Write(line[..length]);
        _partial = line[length..] + "\n";
    }

    public void CompleteLine()
    {
        string rest = _partial;
        _partial = "";
        Write(rest);
    }

    /// <summary>The writer is told to open the log anew; a log that is not there is made.</summary>
    public void Reopen()
    {
        if (_writer is not null)
        {
            CompleteLine();
        }

        _writer?.Dispose();
        _writer = new FileStream(Log, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0);
        WriterPath = Log;
    }

    /// <summary>Renames the log; the writer goes on in the renamed file.</summary>
    public void Rename(bool create)
    {
        if (!File.Exists(Log))
        {
            return;
        }

        bool followed = WriterIsOnLog;
        string path = NextRotated();
        File.Move(Log, path);
        WriterPath = followed ? path : WriterPath;
        if (create)
        {
            File.WriteAllText(Log, "");
        }
    }

    /// <summary>Copies the log and cuts it back under the writer.</summary>
    public void CopyTruncate()
    {
        if (!WriterIsOnLog)
        {
            return;
        }

        string text = File.ReadAllText(Log);
        if (text.Length < SameBeginning && !text.Contains('\n', StringComparison.Ordinal))
        {
            // The next lines may begin like it: a file that holds no more looks like a copy of them in the making.
            CompleteLine();
        }

        File.Copy(Log, NextRotated());
        using (var log = new FileStream(Log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            log.SetLength(0);
        }

        if (_written.Length > 0 && _written[^1] != '\n')
        {
            // Its two halves are in two files now.
            _written.Append('\n');
            HasCutLine = true;
            HadCutLine = true;
        }
    }

    /// <summary>Compresses the oldest rotated log that the writer is not in.</summary>
    public bool Compress()
    {
        int index = _rotated.FindIndex(path => !path.EndsWith(".gz", StringComparison.Ordinal) && path != WriterPath);
        if (index < 0)
        {
            return false;
        }

        string from = _rotated[index];
        GzipFile.Replace(from);
        _rotated[index] = from + ".gz";
        return true;
    }

    /// <summary>Deletes the log; only where it has been counted.</summary>
    public void DeleteAndRecreate()
    {
        CompleteLine();
        File.Delete(Log);
        Reopen();
    }

    /// <summary>Puts another directory in the place of the log's; only where everything has been counted.</summary>
    public void ReplaceDirectory()
    {
        CompleteLine();
        Directory.Move(LogDirectory, string.Create(CultureInfo.InvariantCulture, $"{LogDirectory}.{++_rotations}"));
        MakeDirectories();
        _rotated.Clear();
        Reopen();
    }

    public void ForgetCutLine() => HasCutLine = false;

    public void Dispose() => _writer?.Dispose();

    private void Write(string text)
    {
        // As O_APPEND does, which every syslog daemon uses and .NET does not.
        _writer!.Seek(0, SeekOrigin.End);
        _writer.Write(Encoding.ASCII.GetBytes(text));
        _written.Append(text);
    }

    /// <summary>A line that no other one looks like: a delivery by one of a few services, or anything else of a few messages.</summary>
    private string NewLine(Random random) => random.Next(2) == 0 ? NewDelivery(random) : NewLineOfMessage(random);

    private string NewLineOfMessage(Random random)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"4FAB1C2D{random.Next(30)}");
        string other = string.Create(CultureInfo.InvariantCulture, $"4FAB1C2D{random.Next(30)}");
        (string program, string text) = random.Next(10) switch
        {
            0 => ("smtpd", "client=x[192.0.2.1]"),
            1 => ("smtpd", $"client=localhost[127.0.0.1], orig_queue_id={other}"),
            2 => ("pickup", "uid=0 from=<root>"),
            3 => ("pickup", $"uid=104 from=<root> orig_id={other}"),
            4 => ("cleanup", "message-id=<a@b.example>"),
            5 => ("qmgr", $"from=<s@x.example>, size={random.Next(9999)}, nrcpt={random.Next(1, 9)} (queue active)"),
            6 => ("smtp", $"to=<a@b.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as {other})"),
            7 => ("smtp", "to=<a@b.example>, relay=mx[192.0.2.2]:25, delay=1, delays=0/0/0/1, dsn=2.1.5, status=deliverable (250 2.1.5 Ok)"),
            8 => ("smtpd", "discard: RCPT from x[192.0.2.1]: <a@b.example>: Recipient address triggers DISCARD action; from=<> to=<a@b.example>"),
            _ => ("qmgr", "removed"),
        };
        id = program == "smtpd" && text.StartsWith("discard", StringComparison.Ordinal) && random.Next(2) == 0 ? "NOQUEUE" : id;
        return string.Create(CultureInfo.InvariantCulture, $"Nov 22 10:00:00 mx postfix/{program}[{++_lines}]: {id}: {text}");
    }

    private string NewDelivery(Random random) => string.Create(
        CultureInfo.InvariantCulture,
        $"Nov 22 10:00:00 mx postfix/pipe[{random.Next(100, 30000)}]: 5E51{++_lines:X6}: to=<u{_lines}@b.example>, relay=svc{random.Next(8)}, delay=0.04, delays=0/0.01/0.01/0.03, dsn=2.0.0, status=sent (delivered via {new string('x', random.Next(200))} service)");

    private void MakeDirectories() => Directory.CreateDirectory(Path.Combine(LogDirectory, DaemonUnderTest.OldDirectory));

    private string NextRotated()
    {
        _rotations++;
        string suffix = _scheme switch
        {
            RotationScheme.Dated or RotationScheme.DatedExtension =>
                new DateOnly(2026, 1, 1).AddDays(_rotations).ToString("-yyyyMMdd", CultureInfo.InvariantCulture),
            RotationScheme.DatedToTheSecond => string.Create(CultureInfo.InvariantCulture, $"-20260101-{1767225600 + _rotations}"),
            RotationScheme.Postlogd => new DateTime(2026, 1, 1).AddHours(_rotations).ToString(".yyyyMMdd-HHmmss", CultureInfo.InvariantCulture),
            _ => ShiftNumbers(),
        };
        _rotated.Add(Rotated(suffix));
        return _rotated[^1];
    }

    private string Rotated(string suffix) => _scheme switch
    {
        RotationScheme.NumberedExtension or RotationScheme.DatedExtension =>
            Path.Combine(LogDirectory, Path.GetFileNameWithoutExtension(_name) + suffix + Path.GetExtension(_name)),
        RotationScheme.OldDirectory => Path.Combine(LogDirectory, DaemonUnderTest.OldDirectory, _name + suffix),
        _ => Log + suffix,
    };

    /// <summary>Makes room for the newest.</summary>
    /// <returns>The newest one's number.</returns>
    private string ShiftNumbers()
    {
        for (int i = 0; i < _rotated.Count; i++)
        {
            // The oldest is the first and has the highest number.
            string ending = _rotated[i].EndsWith(".gz", StringComparison.Ordinal) ? ".gz" : "";
            string next = Rotated(string.Create(CultureInfo.InvariantCulture, $".{_rotated.Count - i + 1}")) + ending;
            File.Move(_rotated[i], next);
            WriterPath = WriterPath == _rotated[i] ? next : WriterPath;
            _rotated[i] = next;
        }

        return ".1";
    }
}
