// Follows one log through everything that rotation does to it.

namespace PostfixStats.Following;

/// <summary>
/// One log by its name, and the files that hold its lines: the live one, older ones that a writer may not have let go of yet,
/// and rotated ones that were not finished when the daemon stopped. Each file has a position of its own; a line counts once,
/// in whichever file it is found.
/// </summary>
public sealed class FileSource : IDisposable
{
    /// <summary>How often to look before giving a file up: a rotation in progress takes a moment.</summary>
    private const int MaxAttempts = 4;

    /// <summary>How long a log that was there may be missing before anybody is told: a rotation in progress again.</summary>
    private static readonly TimeSpan MissingPatience = TimeSpan.FromSeconds(5);

    /// <summary>A file's time of its last write may lag behind the clock by a tick of the kernel.</summary>
    private static readonly TimeSpan FileTimeLag = TimeSpan.FromMilliseconds(20);

    private readonly Func<ILineSink> _newSink;
    private readonly ILogObserver _observer;
    private readonly TimeProvider _clock;
    private readonly OpenLogs _files;
    private readonly List<LogPosition> _lost;
    private readonly bool _toldOfStart;
    private IReadOnlyList<FileSource> _earlier = [];
    private DateTimeOffset _knownUntil;
    private bool _isFirstLook;
    private bool _isSearching;
    private int _attempts;
    private LogEventKind? _trouble;
    private long? _missingSince;

    /// <summary>Prepares to follow a log; nothing is opened before the first <see cref="Poll"/>.</summary>
    /// <param name="path">The live log.</param>
    /// <param name="positions">Where counting stood, none where the log did not exist yet; null for a log never followed before.</param>
    /// <param name="knownUntil">When those positions were saved.</param>
    /// <param name="fromStart">At a first start, whether to count what the log holds already.</param>
    /// <param name="newSink">Makes the sink of each file: a repeat line repeats the line before it in the same file.</param>
    /// <param name="observer">Is told of changes.</param>
    /// <param name="clock">The clock.</param>
    public FileSource(
        string path,
        IReadOnlyList<LogPosition>? positions,
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
        _knownUntil = positions is null ? clock.GetUtcNow() : knownUntil - FileTimeLag;
        _isFirstLook = positions is null && !fromStart;
        _isSearching = positions is not null;
        _toldOfStart = positions is { Count: > 0 };
        _lost = [.. (positions ?? []).Where(position => !position.IsFinished)];
        _files = new OpenLogs((positions ?? []).Where(position => position.IsFinished), Lose, clock);
    }

    /// <summary>The name that is followed.</summary>
    public string Path { get; }

    /// <summary>How many times lines were lost.</summary>
    public int Gaps { get; private set; }

    /// <summary>When the newest file was last written to; null before there was one.</summary>
    public DateTimeOffset? LastWritten { get; private set; }

    /// <summary>Whether all that can be read of the log has been counted, as far as the last <see cref="Poll"/> saw.</summary>
    public bool IsCaughtUp { get; private set; }

    /// <summary>Whether the log is there and may not be read: what it holds is not known.</summary>
    public bool IsBlocked => _trouble == LogEventKind.Unreadable && !IsDuplicate;

    /// <summary>Whether the log is the file of another source, which counts its lines.</summary>
    public bool IsDuplicate { get; private set; }

    /// <summary>Leaves a file to a source that follows it under another name.</summary>
    /// <param name="earlier">The sources that come first.</param>
    public void YieldTo(IReadOnlyList<FileSource> earlier) => _earlier = earlier;

    /// <summary>Where counting stands in each file, oldest first.</summary>
    public IReadOnlyList<LogPosition> Positions()
    {
        List<LogPosition> positions = [.. _files.Finished, .. _lost, .. _files.OlderPositions];
        if (_files.Live is { } live)
        {
            positions.Add(live.Position());
        }

        return positions;
    }

    /// <summary>Octets that stand in the open files and have not been read yet.</summary>
    public long OctetsBehind() => _files.OctetsBehind();

    /// <summary>Looks at what has become of the log and counts what is new.</summary>
    /// <param name="budget">About how many octets to read at most.</param>
    /// <returns>True where more is waiting.</returns>
    public bool Poll(long budget)
    {
        IsCaughtUp = false;
        try
        {
            if (!Look())
            {
                return false;
            }

            IsCaughtUp = _files.Read(budget) > 0;
            if (_files.Live is not null)
            {
                _trouble = null;
                _missingSince = null;
            }

            return !IsCaughtUp;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell(LogEventKind.Unreadable, e.Message);
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _files.Dispose();

    /// <summary>Makes the open files fit what is on the disk now.</summary>
    /// <returns>False while a file that was being read is still looked for: later lines wait for it.</returns>
    private bool Look()
    {
        int error = FileStatus.TryGet(Path, out FileStatus status);
        if (error == 0)
        {
            LastWritten = status.Modified;
            IsDuplicate = FindTwin(status.Identity) is not null;
            _files.Reinstate(status.Identity);
            if (_isFirstLook)
            {
                // What stands there now is left out, even if it may be read, or is rotated, only later.
                _lost.Add(new LogPosition(status.Identity, default, status.Size, false, []));
            }
        }

        _isFirstLook = false;
        if (_files.Live is { } live && (error != 0 || !IsStill(live, status)))
        {
            Leave(live, isSame: error == 0 && status.Identity == live.Identity);
        }

        return _files.Live is not null || Search(error, status);
    }

    /// <summary>Whether the live file is what it was, only longer.</summary>
    private bool IsStill(LogFile live, in FileStatus status)
    {
        bool isSame = status.Identity == live.Identity && !live.WasTruncated(status.Size);
        if (isSame)
        {
            _knownUntil = _clock.GetUtcNow() - FileTimeLag;
        }

        return isSame;
    }

    private void Leave(LogFile live, bool isSame)
    {
        if (live.Status() is { } last && last.Modified > _knownUntil)
        {
            _knownUntil = last.Modified;
        }

        if (isSame)
        {
            _observer.Notice(LogEventKind.Truncated, Path, "");
            _lost.Add(_files.Drop());
        }
        else
        {
            _observer.Notice(LogEventKind.Rotated, Path, "");
            _files.Retire();
        }

        _isSearching |= isSame;
    }

    /// <summary>Looks for the live log, for the files of lost positions, and for those that came and went unseen.</summary>
    private bool Search(int error, in FileStatus status)
    {
        bool exists = error is not (NativeMethods.NoEntry or NativeMethods.NotDirectory);
        if (exists && WhyNotReadable(error, status) is { } obstacle)
        {
            // The file may well be the one that was read last: nothing is known before it can be opened.
            Tell(LogEventKind.Unreadable, obstacle);
            return true;
        }

        if (!exists)
        {
            TellMissing();
            if (!_isSearching)
            {
                return true;
            }
        }

        List<LogOnDisk> files = LogDirectory.Rotated(Path);
        if (!LogDirectory.AreSame(files, LogDirectory.Rotated(Path)) && TryAgain())
        {
            return false;
        }

        if (exists)
        {
            files.RemoveAll(Matches(status.Identity));
            files.Add(new LogOnDisk(Path, null, status));
        }

        LogSearch search = LogSearch.In(files, _lost, [.. _files.OlderPositions], _files.Finished, _knownUntil);
        return (search.Missing.Count == 0 || !TryAgain()) && Take(search);
    }

    private static Predicate<LogOnDisk> Matches(FileIdentity identity) => file => file.Status.Identity == identity;

    private bool TryAgain() => ++_attempts < MaxAttempts;

    private string? WhyNotReadable(int error, in FileStatus status)
    {
        if (error != 0)
        {
            return LogOpening.Failure(error).Message;
        }

        return FindTwin(status.Identity) is { } twin ? $"it is the same file as {twin.Path}, which is counted" : LogOpening.WhyNot(Path)?.Message;
    }

    private FileSource? FindTwin(FileIdentity identity)
    {
        foreach (FileSource source in _earlier)
        {
            if (source._files.Live?.Identity == identity)
            {
                return source;
            }
        }

        return null;
    }

    /// <summary>Opens what was found.</summary>
    /// <returns>False where something changed meanwhile and it is worth looking again.</returns>
    private bool Take(LogSearch search)
    {
        foreach (FoundFile found in search.Found)
        {
            try
            {
                Adopt(found);
            }
            catch (FileNotFoundException e)
            {
                if (found.File.IsLive || TryAgain())
                {
                    return false;
                }

                Lose(found.File.Path, e.Message);
            }
            catch (Exception e) when (!found.File.IsLive && e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                Lose(found.File.Path, e.Message);
            }

            _lost.RemoveAll(position => position == found.Position);
        }

        foreach (LogOnDisk file in search.Unreadable)
        {
            Lose(file.Path, "it is compressed with a method that cannot be read here");
        }

        // What cannot be found is most likely what cannot be read: one loss, told once.
        foreach (LogPosition position in search.Missing.Skip(search.Unreadable.Count))
        {
            Lose(Path, $"the file that was read up to octet {position.Offset} (inode {position.Identity.Inode}) cannot be found any more");
        }

        _lost.Clear();
        _isSearching = false;
        _attempts = 0;
        return true;
    }

    private void Adopt(FoundFile found)
    {
        LogFile file = LogFile.Open(found.File, found.Position, _newSink());
        _files.Add(file, found.Position, found.File.IsLive);
        _observer.Notice(LogEventKind.Opened, found.File.Path, found.Position switch
        {
            null => "from its beginning",
            { Fingerprint.IsEmpty: true, Offset: > 0 } => "from its end",
            _ => "where it was left",
        });
        if (file.Shortfall > 0)
        {
            Lose(found.File.Path, $"its last {file.Shortfall} octets, which were counted, are gone; what was written since may be as well");
        }
    }

    private void Lose(string path, string reason)
    {
        Gaps++;
        _observer.Notice(LogEventKind.Gap, path, reason);
    }

    private void TellMissing()
    {
        _missingSince ??= _clock.GetTimestamp();
        bool wasThere = _toldOfStart || LastWritten is not null;
        if (!wasThere || _clock.GetElapsedTime(_missingSince.Value) > MissingPatience)
        {
            Tell(LogEventKind.Missing, "");
        }
    }

    private void Tell(LogEventKind kind, string detail)
    {
        if (_trouble != kind)
        {
            _trouble = kind;
            _observer.Notice(kind, Path, detail);
        }
    }
}
