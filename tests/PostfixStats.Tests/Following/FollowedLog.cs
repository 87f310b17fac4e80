// A log in a directory of its own, a source that follows it, and what the source has made of it.

using PostfixStats.Counting;
using PostfixStats.State;

namespace PostfixStats.Following;

internal sealed class FollowedLog : ILogObserver, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pfstats-follow-").FullName;
    private StateDocument _saved = new();
    private int _savedLines;
    private FileSource? _source;

    public TestClock Clock { get; } = new();

    /// <summary>The lines that were passed on, in their order; an overlong one is a star.</summary>
    public List<string> Lines { get; } = [];

    public List<string> Notices { get; } = [];

    public FileSource Source => _source ?? throw new InvalidOperationException("not started");

    public string Name { get; init; } = "mail.log";

    public string? OldDirectory { get; init; }

    public string this[string name] => Path.Combine(_directory, name);

    /// <summary>A log that holds a text, followed from its beginning.</summary>
    public static FollowedLog Started(string text)
    {
        var log = new FollowedLog();
        log.Write(text);
        log.Start();
        return log;
    }

    /// <summary>Starts, with what was saved last.</summary>
    public void Start(bool fromStart = true)
    {
        PrepareToStart(fromStart);
        Settle();
    }

    /// <summary>Starts without looking at anything.</summary>
    public void PrepareToStart(bool fromStart = true) =>
        _source = new FileSource(
            this[Name],
            _saved,
            new FollowOptions(fromStart, OldDirectory),
            earlier: [],
            () => new ListSink(Lines),
            this,
            Clock);

    public void StartFromEnd() => Start(fromStart: false);

    /// <summary>Keeps positions and lines, as one record.</summary>
    public void Save()
    {
        _saved = new StateDocument { Saved = Clock.GetUtcNow() };
        Source.Save(_saved);
        _savedLines = Lines.Count;
    }

    /// <summary>Ends the source; what was counted since the last save is forgotten with it.</summary>
    public void Kill()
    {
        Source.Dispose();
        _source = null;
        Lines.RemoveRange(_savedLines, Lines.Count - _savedLines);
    }

    /// <summary>Ends the source as SIGTERM does.</summary>
    public void Stop()
    {
        Save();
        Kill();
    }

    /// <summary>Polls as often as it takes to give up what cannot be found.</summary>
    public void Settle()
    {
        for (int i = 0; i < 6; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(200));
            Source.Poll(1 << 20);
        }
    }

    /// <summary>Waits until what could not be read is tried again.</summary>
    public void Retry()
    {
        Clock.Advance(TimeSpan.FromSeconds(10));
        Settle();
    }

    /// <summary>Lets others than the owner of the directory in.</summary>
    public void Open() => File.SetUnixFileMode(_directory, (UnixFileMode)0x1ED);

    /// <summary>A file that nobody has written to for a while.</summary>
    public void Age(string name) => File.SetLastWriteTimeUtc(this[name], DateTime.UtcNow - TimeSpan.FromMinutes(5));

    /// <summary>Takes the permission to read a file from everybody, or gives it back.</summary>
    public void Permit(string name, bool permit) => File.SetUnixFileMode(this[name], permit ? (UnixFileMode)0x1A4 : UnixFileMode.None);

    public void Append(string text, string? name = null) => File.AppendAllText(this[name ?? Name], text);

    public void Write(string text, string? name = null) => File.WriteAllText(this[name ?? Name], text);

    public void Rename(string from, string to) => File.Move(this[from], this[to], overwrite: true);

    public void Delete(string? name = null) => File.Delete(this[name ?? Name]);

    /// <summary>Copies the log and cuts it back.</summary>
    public void CopyTruncate(string copy)
    {
        File.Copy(this[Name], this[copy]);
        using var log = new FileStream(this[Name], FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        log.SetLength(0);
    }

    public void Compress(string name) => GzipFile.Replace(this[name]);

    public int Count(LogEventKind kind) => Notices.Count(notice => notice.StartsWith(kind + " ", StringComparison.Ordinal));

    void ILogObserver.Notice(LogEventKind kind, string path, string detail) => Notices.Add($"{kind} {Path.GetFileName(path)}: {detail}");

    public void Dispose()
    {
        _source?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private sealed class ListSink(List<string> lines) : ILineSink
    {
        public LineEffect LastEffect { get; } = new();

        public void Take(ReadOnlySpan<byte> line) => lines.Add(System.Text.Encoding.Latin1.GetString(line));

        public void TakeOverlong() => lines.Add("*");
    }
}
