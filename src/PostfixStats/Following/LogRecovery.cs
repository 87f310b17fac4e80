// Finds the files of one log again after a rotation, a truncation, or days of being down.

using PostfixStats.Counting;

namespace PostfixStats.Following;

/// <summary>
/// Remembers what is looked for, and looks as often as a rotation in progress may need: a file that is missing for a moment is
/// not lost yet.
/// </summary>
/// <param name="path">The log.</param>
/// <param name="oldDirectory">Where rotated logs are besides its own directory; may be null.</param>
/// <param name="files">The files that are open; gets what is found.</param>
/// <param name="blocked">The files that cannot be read just now.</param>
/// <param name="gaps">Is told of what cannot be found or read.</param>
/// <param name="newSink">Makes the sink of each file.</param>
/// <param name="observer">Is told of changes.</param>
internal sealed class LogRecovery(
    string path,
    string? oldDirectory,
    OpenLogs files,
    BlockedLogs blocked,
    LogGaps gaps,
    Func<ILineSink> newSink,
    ILogObserver observer)
{
    /// <summary>How often to look before giving a file up.</summary>
    private const int MaxAttempts = 4;

    /// <summary>A file's time of its last write may lag behind the clock by a tick of the kernel.</summary>
    private static readonly TimeSpan FileTimeLag = TimeSpan.FromMilliseconds(20);

    private readonly List<LogPosition> _lost = [];
    private readonly string _directory = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
    private (DateTimeOffset At, DateTimeOffset Modified) _searched;
    private DateTimeOffset _directoryModified;
    private int _attempts;
    private bool _isWanted = true;

    /// <summary>Positions whose file is looked for, oldest first.</summary>
    public IReadOnlyList<LogPosition> Lost => _lost;

    /// <summary>Every file that was last written to before is known, or none of the log's.</summary>
    public DateTimeOffset KnownUntil { get; private set; }

    /// <summary>Looks for the files of saved positions, and for those that came later.</summary>
    public void Begin(SavedLog saved)
    {
        _lost.AddRange(saved.Files.Where(position => !position.IsFinished && !position.IsBlocked));
        KnownUntil = saved.KnownUntil;
        files.LastEffect.Restore(saved.LastEffect);
    }

    /// <summary>Whether there may be files to find although the log itself is missing: one may have come and gone.</summary>
    public bool IsWanted(DateTimeOffset now) =>
        _isWanted || blocked.IsDue || DirectoryModified() is var modified && (modified != _directoryModified || (now - modified).Duration() < FileTimeLag);

    /// <summary>Takes note that all is known now.</summary>
    public void KnowAll(DateTimeOffset now) => KnownUntil = now - FileTimeLag;

    /// <summary>Leaves out what a file holds now, even if it may be read, or is rotated, only later.</summary>
    public void LeaveOut(in FileStatus status) =>
        _lost.Add(new LogPosition(status.Identity, default, status.Size, false, SavedEffect.None));

    /// <summary>
    /// A log of which no line was counted yet looks the same after lines came, were copied away and cut off: only the time of
    /// its last write tells, and that not within a tick of the kernel.
    /// </summary>
    public bool MayHideCopy(LogFile live, in FileStatus status) =>
        live.Offset == 0
        && (status.Modified != _searched.Modified || (_searched.At - status.Modified).Duration() < FileTimeLag);

    /// <summary>The live file has lost its name, or what it held, or both.</summary>
    public void Leave(LogFile live)
    {
        FileStatus? last = live.Status();
        if (live.Offset > 0 && last?.Modified > KnownUntil)
        {
            KnownUntil = last.Value.Modified;
        }

        _isWanted = true;
        if (live.WasTruncated(last?.Size ?? 0))
        {
            observer.Notice(LogEventKind.Truncated, path, "");
            _lost.Add(files.Drop());
        }
        else
        {
            observer.Notice(LogEventKind.Rotated, path, "");
            files.Retire();
        }
    }

    /// <summary>Looks for the live log, for the files of lost positions, and for those that came and went unseen; opens them.</summary>
    /// <param name="live">The file that has the log's name, or null.</param>
    /// <param name="now">A moment before that was looked up.</param>
    /// <returns>False where it is worth looking again: later lines wait for it.</returns>
    public bool Search(FileStatus? live, DateTimeOffset now)
    {
        DateTimeOffset directoryModified = DirectoryModified();
        List<LogOnDisk> onDisk = LogDirectory.Rotated(path, oldDirectory, now);
        if (!LogDirectory.AreSame(onDisk, LogDirectory.Rotated(path, oldDirectory, now)) && TryAgain())
        {
            return false;
        }

        if (live is { } status)
        {
            onDisk.RemoveAll(file => file.Status.Identity == status.Identity);
            onDisk.Add(new LogOnDisk(path, null, status, now));
        }

        gaps.RemoveGivenUp(onDisk);
        LogSearch search = LogSearch.In(onDisk, _lost, [.. blocked.Positions], files.Sightings(), files.Finished, KnownUntil);
        if (((search.Missing.Count > 0 || search.CopiesOfLive.Count > 0) && TryAgain()) || !Take(search))
        {
            return false;
        }

        blocked.Tried(onDisk);
        _searched = (now, live?.Modified ?? default);
        _directoryModified = directoryModified;
        return true;
    }

    private DateTimeOffset DirectoryModified() => FileStatus.TryGet(_directory, out FileStatus status) == 0 ? status.Modified : default;

    private bool TryAgain() => ++_attempts < MaxAttempts;

    /// <summary>Opens what was found.</summary>
    /// <returns>False where something changed meanwhile and it is worth looking again.</returns>
    private bool Take(LogSearch search)
    {
        // Nobody makes a copy for so long: an empty file waits for its writer, and what the log holds itself is read there.
        List<LogPosition> stillBlocked = [];
        int unknown = search.Unreadable.Count;
        IEnumerable<FoundFile> empty = search.CopiesOfLive.Where(file => file.IsEmpty).Select(file => new FoundFile(file, null));
        foreach (FoundFile found in empty.Concat(search.Found))
        {
            if (found.File.IsLive && files.Live is not null)
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

                gaps.GiveUp(found.File, e.Message);
            }
            catch (Exception e) when (!found.File.IsLive && e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                if (found.File.MayPass(e))
                {
                    stillBlocked.Add(blocked.Add(found.File, found.Position, e.Message));
                }
                else
                {
                    unknown += found.Position is null or { Offset: 0 } ? 1 : 0;
                    gaps.GiveUp(found.File, e.Message);
                }
            }

            _lost.RemoveAll(position => position == found.Position);
        }

        stillBlocked.AddRange(search.Awaited.Select(blocked.Keep));
        stillBlocked.AddRange(search.Blocked.Select(file => blocked.Add(file, null, file.Obstacle!)));
        blocked.KeepOnly(stillBlocked);

        foreach (LogOnDisk file in search.Unreadable)
        {
            gaps.GiveUp(file, "it is compressed with a method that cannot be read here");
        }

        // What cannot be found is most likely what cannot be read: one loss, told once.
        foreach (LogPosition position in search.Missing.Skip(unknown))
        {
            gaps.Add(path, $"the file that was read up to octet {position.Offset} (inode {position.Identity.Inode}) cannot be found any more");
        }

        files.Sort(search.PlaceOf);
        _lost.Clear();
        _isWanted = false;
        _attempts = 0;
        return true;
    }

    private void Adopt(FoundFile found)
    {
        LogFile file = LogFile.Open(found.File, found.Position, newSink());
        blocked.Remove(found.Position);
        files.Add(file, found.Position, found.File.IsLive);
        if (!file.IsIdle)
        {
            observer.Notice(LogEventKind.Opened, found.File.Path, found.Position switch
            {
                null => "from its beginning",
                { Fingerprint.IsEmpty: true, Offset: > 0 } => "from its end",
                _ => "where it was left",
            });
        }

        if (file.Shortfall > 0)
        {
            gaps.Add(found.File.Path, $"its last {file.Shortfall} octets, which were counted, are gone; what was written since may be as well");
        }
    }
}
