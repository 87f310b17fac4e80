// Follows one log through everything that rotation does to it.

namespace PostfixStats.Following;

/// <summary>
/// One log by its name, and the files that hold its lines: the live one, older ones that a writer may not have let go of yet,
/// and rotated ones that were not finished when the daemon stopped. Each file has a position of its own; a line counts once,
/// in whichever file it is found.
/// </summary>
public sealed class FileSource : IDisposable
{
    /// <summary>How long a renamed file is kept open after its last growth: its writer goes on until it is told to reopen.</summary>
    private static readonly TimeSpan RenamedPatience = TimeSpan.FromHours(1);

    /// <summary>The same for a deleted one, whose room on the disk is not free before.</summary>
    private static readonly TimeSpan DeletedPatience = TimeSpan.FromMinutes(1);

    /// <summary>How many finished files are remembered, to know the files that came after them.</summary>
    private const int MaxFinished = 4;

    private readonly Func<ILineSink> _newSink;
    private readonly ILogObserver _observer;
    private readonly TimeProvider _clock;
    private readonly List<LogFile> _older = [];
    private readonly List<LogPosition> _finished;
    private readonly LostFiles _lost;
    private LogFile? _live;
    private LogEventKind? _trouble;
    private bool _fromEnd;

    /// <summary>Prepares to follow a log; nothing is opened before the first <see cref="Poll"/>.</summary>
    /// <param name="path">The live log.</param>
    /// <param name="positions">Where counting stood, oldest file first; none at a first start.</param>
    /// <param name="knownUntil">When those positions were saved.</param>
    /// <param name="fromStart">At a first start, whether to count what the log holds already.</param>
    /// <param name="newSink">Makes the sink of each file: a repeat line repeats the line before it in the same file.</param>
    /// <param name="observer">Is told of changes.</param>
    /// <param name="clock">The clock.</param>
    public FileSource(
        string path,
        IReadOnlyList<LogPosition> positions,
        DateTimeOffset knownUntil,
        bool fromStart,
        Func<ILineSink> newSink,
        ILogObserver observer,
        TimeProvider clock)
    {
        Path = path;
        _newSink = newSink;
        _observer = observer;
        _clock = clock;
        _fromEnd = positions.Count == 0 && !fromStart;
        _finished = [.. positions.Where(position => position.IsFinished)];
        _lost = new LostFiles(path, positions.Where(position => !position.IsFinished), knownUntil);
    }

    /// <summary>The name that is followed.</summary>
    public string Path { get; }

    /// <summary>How many times lines were lost.</summary>
    public int Gaps { get; private set; }

    /// <summary>When the newest file was last written to; null before there was one.</summary>
    public DateTimeOffset? LastWritten { get; private set; }

    /// <summary>Whether all that the log holds has been counted, as far as the last <see cref="Poll"/> saw.</summary>
    public bool IsCaughtUp { get; private set; }

    /// <summary>Where counting stands in each file, oldest first.</summary>
    public IReadOnlyList<LogPosition> Positions()
    {
        List<LogPosition> positions = [.. _finished, .. _lost.Positions];
        positions.AddRange(_older.Select(file => file.Position()));
        if (_live is not null)
        {
            positions.Add(_live.Position());
        }

        return positions;
    }

    /// <summary>Octets that stand in the open files and have not been read yet.</summary>
    public long OctetsBehind()
    {
        long behind = 0;
        foreach (LogFile file in _older)
        {
            behind += Behind(file);
        }

        return _live is null ? behind : behind + Behind(_live);
    }

    /// <summary>Looks at what has become of the log and counts what is new.</summary>
    /// <param name="budget">About how many octets to read at most.</param>
    /// <returns>True where more is waiting.</returns>
    public bool Poll(long budget)
    {
        IsCaughtUp = false;
        if (!Find())
        {
            return false;
        }

        for (int i = 0; i < _older.Count && budget > 0; i++)
        {
            budget -= ReadOn(_older[i], budget);
        }

        if (_live is not null && budget > 0)
        {
            budget -= ReadOn(_live, budget);
        }

        LetGo();
        IsCaughtUp = budget > 0;
        return !IsCaughtUp;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _older.ForEach(file => file.Dispose());
        _live?.Dispose();
    }

    /// <summary>Makes the list of open files fit what is on the disk now.</summary>
    /// <returns>False while the file that was being read is still looked for: later lines wait for it.</returns>
    private bool Find()
    {
        int error = FileStatus.TryGet(Path, out FileStatus status);
        if (error == 0)
        {
            LastWritten = status.Modified;
        }

        if (_live is not null && error == 0 && status.Identity == _live.Identity)
        {
            if (!_live.WasTruncated(status.Size))
            {
                _lost.KnownUntil = _clock.GetUtcNow();
                return true;
            }

            Retire(_live, truncated: true);
        }
        else if (_live is not null)
        {
            Retire(_live, truncated: false);
        }

        Exception? obstacle = _live is null ? Obstacle(error) : null;
        if (obstacle is not null and not FileNotFoundException)
        {
            // The file may well be the one that was read last: nothing is known before it can be opened.
            Trouble(LogEventKind.Unreadable, obstacle.Message);
            return true;
        }

        if (_live is null && obstacle is null && _older.Count + _finished.Count > 0)
        {
            _lost.LookForLater();
        }

        if (!FindLost())
        {
            return false;
        }

        if (_live is null)
        {
            OpenLive(obstacle);
        }

        return true;
    }

    /// <summary>Why the log cannot be opened, or null.</summary>
    private Exception? Obstacle(int error) => error switch
    {
        0 => LogFile.WhyNotReadable(Path),
        NativeMethods.NoEntry or NativeMethods.NotDirectory => new FileNotFoundException(),
        NativeMethods.AccessDenied => new UnauthorizedAccessException("a directory on the way to it may not be searched"),
        _ => new IOException($"errno {error}"),
    };

    /// <summary>The live file is no longer what stands under the name.</summary>
    private void Retire(LogFile file, bool truncated)
    {
        _live = null;
        if (truncated)
        {
            _observer.Notice(LogEventKind.Truncated, Path, "");
            _lost.Add(file.Position());
            file.Dispose();
        }
        else
        {
            _observer.Notice(LogEventKind.Rotated, Path, "");
            _older.Add(file);
        }
    }

    private bool FindLost()
    {
        if (!_lost.IsLooking)
        {
            return true;
        }

        List<LogPosition> open = [.. _older.Select(file => file.Position())];
        if (!_lost.TryFind(open, _finished, out List<FoundFile> found, out List<string> gaps))
        {
            return false;
        }

        foreach (FoundFile each in found)
        {
            Adopt(each);
        }

        foreach (string gap in gaps)
        {
            Lose(Path, gap);
        }

        return true;
    }

    private void Adopt(FoundFile found)
    {
        string path = found.Rotated?.Path ?? Path;
        try
        {
            LogFile file = found.Rotated is null
                ? LogFile.Resume(path, found.Position!, _newSink())
                : LogFile.OpenRotated(found.Rotated, found.Position, _newSink());
            file.LastGrowth = _clock.GetTimestamp();
            if (found.Rotated is null)
            {
                _live = file;
                _trouble = null;
            }
            else
            {
                _older.Add(file);
            }

            _finished.RemoveAll(each => each == found.Position);
            _observer.Notice(LogEventKind.Opened, path, found.Position is null ? "from its beginning" : "where it was left");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Lose(path, e.Message);
        }
    }

    private void OpenLive(Exception? obstacle)
    {
        if (obstacle is not null)
        {
            // A log that comes into being while it is waited for is new from its first line on.
            _fromEnd = false;
            Trouble(LogEventKind.Missing, "");
            return;
        }

        try
        {
            _live = LogFile.OpenNew(Path, _newSink(), _fromEnd);
            _live.LastGrowth = _clock.GetTimestamp();
            _observer.Notice(LogEventKind.Opened, Path, _fromEnd ? "from its end" : "from its beginning");
            _fromEnd = false;
            _trouble = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Trouble(LogEventKind.Unreadable, e.Message);
        }
    }

    private long ReadOn(LogFile file, long budget)
    {
        long read = 0;
        try
        {
            while (read < budget && file.Pump() is > 0 and int more)
            {
                read += more;
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            Damaged(file, e.Message);
        }

        if (read > 0)
        {
            file.LastGrowth = _clock.GetTimestamp();
        }

        return read;
    }

    /// <summary>A compressed file breaks off: what could be read of it has been counted.</summary>
    private void Damaged(LogFile file, string reason)
    {
        if (file == _live)
        {
            Trouble(LogEventKind.Unreadable, reason);
            return;
        }

        Lose(file.Path, reason);
        Close(file);
    }

    /// <summary>Closes the older files that nobody will write to any more.</summary>
    private void LetGo()
    {
        foreach (LogFile file in _older.ToArray())
        {
            if (file.Status() is not { } status)
            {
                if (file.Pump() == 0)
                {
                    Close(file);
                }
            }
            else if (status.Size <= file.ReadTo
                && _clock.GetElapsedTime(file.LastGrowth) > (status.Links == 0 ? DeletedPatience : RenamedPatience))
            {
                Close(file);
            }
        }
    }

    private void Close(LogFile file)
    {
        file.Finish();
        _finished.Add(file.Position(finished: true));
        if (_finished.Count > MaxFinished)
        {
            _finished.RemoveAt(0);
        }

        _older.Remove(file);
        file.Dispose();
    }

    private void Lose(string path, string reason)
    {
        Gaps++;
        _observer.Notice(LogEventKind.Gap, path, reason);
    }

    private void Trouble(LogEventKind kind, string detail)
    {
        if (_trouble != kind)
        {
            _trouble = kind;
            _observer.Notice(kind, Path, detail);
        }
    }

    private static long Behind(LogFile file) => file.Status() is { } status ? Math.Max(0, status.Size - file.ReadTo) : 0;
}
