// The files of one log that are open, and the last of those that are finished.

using PostfixStats.Counting;

namespace PostfixStats.Following;

/// <summary>Reads on in each file, in their order, and lets go of those that nobody will write to any more.</summary>
/// <param name="finished">What the state file remembers of finished files.</param>
/// <param name="blocked">Takes a file that cannot be read on just now.</param>
/// <param name="gaps">Is told of a file that cannot be read to its end.</param>
/// <param name="clock">The clock.</param>
internal sealed class OpenLogs(IEnumerable<LogPosition> finished, BlockedLogs blocked, LogGaps gaps, TimeProvider clock) : IDisposable
{
    /// <summary>
    /// How many rotated files are watched although they have not grown for long: the writer of a quiet host may not have been
    /// told to reopen.
    /// </summary>
    public const int MaxWatched = 4;

    /// <summary>How long a renamed file may not have grown before it counts as finished: its writer goes on until it is told to reopen.</summary>
    private static readonly TimeSpan RenamedPatience = TimeSpan.FromHours(1);

    /// <summary>The same for a deleted one, whose room on the disk is not free before.</summary>
    private static readonly TimeSpan DeletedPatience = TimeSpan.FromMinutes(1);

    /// <summary>How many finished files are remembered, to know the files that came after them.</summary>
    private const int MaxFinished = 4;

    private readonly List<LogFile> _older = [];
    private readonly List<LogPosition> _finished = [.. finished];

    /// <summary>The file that has the log's name.</summary>
    public LogFile? Live { get; private set; }

    /// <summary>Whether an older file has lines that cannot be read just now.</summary>
    public bool IsBlocked => _older.Exists(file => file.IsBlocked);

    /// <summary>What the last line that was read did.</summary>
    public LineEffect LastEffect { get; } = new();

    /// <summary>Positions of files that were read to their end, in the order in which they were finished.</summary>
    public IReadOnlyList<LogPosition> Finished => _finished;

    /// <summary>Where counting stands in each open file, oldest first.</summary>
    public IEnumerable<LogPosition> Positions() => All().Select(file => file.Position());

    /// <summary>The same with the files' beginnings as they are now, for others to be compared with.</summary>
    public List<LogPosition> Sightings() => [.. All().Select(file => file.Sighting())];

    /// <summary>Octets that stand in the open files and have not been read yet.</summary>
    public long OctetsBehind()
    {
        long behind = Live is null ? 0 : Behind(Live);
        foreach (LogFile file in _older)
        {
            behind += Behind(file);
        }

        return behind;
    }

    /// <summary>Takes a file that was found.</summary>
    /// <param name="file">The file.</param>
    /// <param name="position">Where it goes on, or null.</param>
    /// <param name="isLive">Whether it has the log's name.</param>
    public void Add(LogFile file, LogPosition? position, bool isLive)
    {
        // From its time, so that what counts after a while counts at once after a restart.
        TimeSpan age = clock.GetUtcNow() - file.Found.Status.Modified;
        file.LastGrowth = clock.GetTimestamp() - (long)(Math.Max(0, age.TotalSeconds) * clock.TimestampFrequency);
        file.IsIdle = position is { IsFinished: true };
        _finished.RemoveAll(each => each == position);
        if (!isLive)
        {
            _older.Add(file);
            return;
        }

        // A copy of a file that was deleted has the log's name now: the copy goes on where the file was left.
        if (position is not null && _older.FindIndex(each => IsAt(each, position)) is >= 0 and int index)
        {
            _older[index].Dispose();
            _older.RemoveAt(index);
        }

        Live = file;
    }

    /// <summary>Puts what was found among what was open; a file without a place any more stays behind the one before it.</summary>
    /// <param name="place">The place of a file, or -1.</param>
    public void Sort(Func<FileIdentity, int> place)
    {
        var placed = new List<(LogFile File, int Place)>();
        foreach (LogFile file in _older)
        {
            int own = place(file.Identity);
            placed.Add((file, own >= 0 || placed.Count == 0 ? own : placed[^1].Place));
        }

        _older.Clear();
        _older.AddRange(placed.OrderBy(each => each.Place).Select(each => each.File));
    }

    /// <summary>The live file is no longer what stands under the name, and may still grow.</summary>
    public void Retire()
    {
        _older.Add(Live!);
        Live = null;
    }

    /// <summary>The live file was cut back.</summary>
    /// <returns>Where counting stood in it.</returns>
    public LogPosition Drop()
    {
        LogPosition position = Live!.Position();
        Live.Dispose();
        Live = null;
        return position;
    }

    /// <summary>Takes back a file that was renamed and has the log's name again.</summary>
    public void Reinstate(FileIdentity live)
    {
        for (int i = 0; Live is null && i < _older.Count; i++)
        {
            if (_older[i].Identity == live)
            {
                Live = _older[i];
                Live.IsIdle = false;
                _older.RemoveAt(i);
            }
        }
    }

    /// <summary>Reads what is new.</summary>
    /// <param name="budget">About how many octets to read at most.</param>
    /// <returns>What is left of the budget; more than 0 where all has been read.</returns>
    /// <exception cref="IOException">The live file cannot be read just now.</exception>
    public long Read(long budget)
    {
        for (int i = 0; i < _older.Count && budget > 0; i++)
        {
            LogFile file = _older[i];
            budget -= ReadOn(file, budget);
            i -= LetGo(file, _older.Count - 1 - i) ? 1 : 0;
        }

        return Live is null || budget <= 0 ? budget : budget - ReadOn(Live, budget);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _older.ForEach(file => file.Dispose());
        Live?.Dispose();
    }

    private IEnumerable<LogFile> All() => Live is null ? _older : _older.Append(Live);

    private static bool IsAt(LogFile file, LogPosition position) =>
        file.Position() is var its && its.Identity == position.Identity && its.Offset == position.Offset;

    private static long Behind(LogFile file) => file.Status() is { } status ? Math.Max(0, status.Size - file.ReadTo) : 0;

    private long ReadOn(LogFile file, long budget)
    {
        long read = 0;
        long offset = file.Offset;
        bool wasAtEnd = file.IsAtEnd;
        if (offset == 0)
        {
            // A repeat line at the beginning of a file repeats the last line of the file before.
            file.LastEffect.Restore(LastEffect);
        }

        try
        {
            while (read < budget && file.Pump() is > 0 and int more)
            {
                read += more;
            }

            file.IsBlocked = false;
        }
        catch (Exception e) when (file != Live && e is IOException or InvalidDataException)
        {
            Stop(file, e);
        }

        if (read > 0)
        {
            file.LastGrowth = wasAtEnd ? clock.GetTimestamp() : file.LastGrowth;
            file.IsIdle = false;
        }

        if (file.Offset > offset)
        {
            LastEffect.Restore(file.LastEffect);
        }

        return read;
    }

    /// <summary>An older file cannot be read on: for ever, or until it is looked at again.</summary>
    private void Stop(LogFile file, Exception e)
    {
        if (file.Status() is { Links: > 0 })
        {
            file.IsBlocked = true;
            blocked.Tell(file.Found, e.Message);
        }
        else if (e is InvalidDataException && file.Found.MayPass(e))
        {
            // A stream that is being uncompressed cannot be taken up again.
            blocked.Add(file.Found, file.Position(), e.Message);
            _older.Remove(file);
            file.Dispose();
        }
        else
        {
            gaps.GiveUp(file.Found, e.Message);
            Close(file);
        }
    }

    /// <summary>Closes an older file that nobody will write to any more.</summary>
    /// <param name="file">The file.</param>
    /// <param name="newer">How many older files are newer.</param>
    /// <returns>Whether it is gone.</returns>
    private bool LetGo(LogFile file, int newer)
    {
        if (!_older.Contains(file))
        {
            return true;
        }

        if (!file.IsAtEnd || file.IsBlocked)
        {
            return false;
        }

        TimeSpan idle = clock.GetElapsedTime(file.LastGrowth);
        if (file.IsFinal || file.Status() is not { } status || (status.Links == 0 && idle > DeletedPatience))
        {
            Close(file);
            return true;
        }

        if (status.Links == 0 || idle <= RenamedPatience || status.Size > file.ReadTo)
        {
            return false;
        }

        file.IsIdle = true;
        if (newer > 0)
        {
            // Only in the newest may the writer have stopped in the middle of a line.
            file.Finish();
        }

        if (newer >= MaxWatched)
        {
            Close(file);
        }

        return newer >= MaxWatched;
    }

    private void Close(LogFile file)
    {
        file.Finish();
        _older.Remove(file);
        LogPosition position = file.Position(isFinished: true);
        if (!position.Fingerprint.IsEmpty)
        {
            // Of an empty file there is nothing to be known again by.
            _finished.Add(position);
        }

        if (_finished.Count > MaxFinished)
        {
            _finished.RemoveAt(0);
        }

        file.Dispose();
    }
}
