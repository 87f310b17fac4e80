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

    /// <summary>A file's time of its last write may lag behind the clock by a tick of the kernel.</summary>
    private static readonly TimeSpan FileTimeLag = TimeSpan.FromMilliseconds(20);

    private readonly Func<ILineSink> _newSink;
    private readonly ILogObserver _observer;
    private readonly TimeProvider _clock;
    private readonly OpenLogs _files;
    private readonly LogTrouble _trouble;
    private readonly List<LogPosition> _lost;
    private IReadOnlyList<FileSource> _earlier = [];
    private DateTimeOffset _now;
    private DateTimeOffset _knownUntil;
    private (DateTimeOffset At, DateTimeOffset Modified) _searched;
    private bool _isFirstLook;
    private bool _isSearching;
    private int _attempts;

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
        _trouble = new LogTrouble(path, positions is { Count: > 0 }, observer, clock);
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
    public bool IsBlocked => _trouble.IsUnreadable && !IsDuplicate;

    /// <summary>Whether the log is the file of another source, which counts its lines.</summary>
    public bool IsDuplicate { get; private set; }

    /// <summary>Leaves a file to a source that follows it under another name.</summary>
    /// <param name="earlier">The sources that come first.</param>
    public void YieldTo(IReadOnlyList<FileSource> earlier) => _earlier = earlier;

    /// <summary>Where counting stands in each file, oldest first.</summary>
    public IReadOnlyList<LogPosition> Positions() => [.. _files.Finished, .. _files.Positions(), .. _lost];

    /// <summary>Octets that stand in the open files and have not been read yet.</summary>
    public long OctetsBehind() => _files.OctetsBehind();

    /// <summary>Looks at what has become of the log and counts what is new.</summary>
    /// <param name="budget">About how many octets to read at most.</param>
    /// <returns>True where more is waiting.</returns>
    public bool Poll(long budget)
    {
        IsCaughtUp = false;
        _now = _clock.GetUtcNow();
        try
        {
            if (!Look(ref budget))
            {
                return budget <= 0;
            }

            IsCaughtUp = _files.Read(budget) > 0;
            if (_files.Live is not null)
            {
                _knownUntil = _now - FileTimeLag;
                _trouble.End();
            }

            return !IsCaughtUp;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _trouble.Unreadable(e.Message);
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _files.Dispose();

    /// <summary>Makes the open files fit what is on the disk now.</summary>
    /// <returns>False while a file that was being read is still looked for: later lines wait for it.</returns>
    private bool Look(ref long budget)
    {
        int error = FileStatus.TryGet(Path, out FileStatus status);
        if (error == 0)
        {
            TakeNote(status);
        }

        _isFirstLook = false;
        if (_files.Live is { } live)
        {
            bool isSame = error == 0 && status.Identity == live.Identity;
            if (!isSame || live.WasTruncated(status.Size))
            {
                Leave(live, isSame);
            }
            else if (!MayHideCopy(live, status))
            {
                return true;
            }
        }

        // What a file that is open still holds has to be known before others are compared with it.
        budget = _files.ReadOlder(budget);
        return budget > 0 && Search(error, status);
    }

    private void TakeNote(in FileStatus status)
    {
        LastWritten = status.Modified;
        IsDuplicate = FindTwin(status.Identity) is not null;
        _files.Reinstate(status.Identity);
        if (_isFirstLook && status.IsRegular)
        {
            // What stands there now is left out, even if it may be read, or is rotated, only later.
            _lost.Add(new LogPosition(status.Identity, default, status.Size, false, []));
        }
    }

    /// <summary>
    /// A log of which no line was counted yet looks the same after lines came, were copied away and cut off: only the time of
    /// its last write tells, and that not within a tick of the kernel.
    /// </summary>
    private bool MayHideCopy(LogFile live, in FileStatus status) =>
        live.Offset == 0
        && (status.Modified != _searched.Modified || (_searched.At - status.Modified).Duration() < FileTimeLag);

    private void Leave(LogFile live, bool isSame)
    {
        if ((!isSame || live.Offset > 0) && live.Status() is { } last && last.Modified > _knownUntil)
        {
            // Only the copy of a log of which no line was counted has nothing else than its time to be known by.
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
            _trouble.Unreadable(obstacle);
            return true;
        }

        if (!exists)
        {
            _trouble.Missing();
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

        LogSearch search = LogSearch.In(files, _lost, _files.Positions(), _files.Finished, _knownUntil);
        if ((search.Missing.Count > 0 && TryAgain()) || !Take(search))
        {
            return false;
        }

        _searched = (_now, status.Modified);
        return true;
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
        for (int i = 0; i < _earlier.Count; i++)
        {
            if (_earlier[i]._files.Live?.Identity == identity)
            {
                return _earlier[i];
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
            if (found.File.IsLive && _files.Live is not null)
            {
                continue;
            }

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
}
