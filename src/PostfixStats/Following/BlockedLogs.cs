// Rotated files that hold lines and cannot be read just now.

using PostfixStats.Counting;

namespace PostfixStats.Following;

/// <summary>
/// A file without permission, on a failing disk, or compressed by halves: while it is there its lines are not lost. It is told
/// once, kept in the state file, and tried again.
/// </summary>
/// <param name="saved">What the state file remembers of such files.</param>
/// <param name="observer">Is told.</param>
/// <param name="clock">The clock.</param>
internal sealed class BlockedLogs(IEnumerable<LogPosition> saved, ILogObserver observer, TimeProvider clock)
{
    /// <summary>How long to wait before trying again: old lines are in no hurry.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(10);

    private readonly List<(LogPosition Position, long Octets)> _files = [.. saved.Select(position => (position, position.Offset))];
    private readonly HashSet<FileIdentity> _told = [];
    private long _tried = clock.GetTimestamp();

    /// <summary>Whether there are any.</summary>
    public bool Any => _files.Count > 0;

    /// <summary>Where to go on in each of them, the oldest first.</summary>
    public IEnumerable<LogPosition> Positions => _files.Select(file => file.Position);

    /// <summary>Whether to try again now.</summary>
    public bool IsDue => Any && clock.GetElapsedTime(_tried) >= RetryInterval;

    /// <summary>Octets on the disk that were not read: of a compressed file, compressed ones.</summary>
    public long OctetsBehind()
    {
        long octets = 0;
        foreach ((LogPosition position, long size) in _files)
        {
            octets += Math.Max(0, size - position.Offset);
        }

        return octets;
    }

    /// <summary>Notes that they were looked for, and forgets what it told of files that are gone.</summary>
    public void Tried(IEnumerable<LogOnDisk> onDisk)
    {
        _tried = clock.GetTimestamp();
        _told.IntersectWith(onDisk.Select(file => file.Status.Identity));
    }

    /// <summary>Keeps a file that cannot be read for later, and tells of it once.</summary>
    /// <param name="file">The file.</param>
    /// <param name="position">Where to go on in it; null for one of which nothing was read.</param>
    /// <param name="reason">What is in the way, as part of a sentence.</param>
    /// <returns>The position under which it is kept.</returns>
    public LogPosition Add(LogOnDisk file, LogPosition? position, string reason)
    {
        Tell(file, reason);
        return Keep(position ?? new LogPosition(file.Status.Identity, default, 0, false, SavedEffect.None), file.Status.Size);
    }

    /// <summary>Keeps a position whose file may be one of those that cannot be read.</summary>
    /// <returns>The position under which it is kept.</returns>
    public LogPosition Keep(LogPosition position) => Keep(position, position.Offset);

    /// <summary>Tells of an obstacle once.</summary>
    public void Tell(LogOnDisk file, string reason)
    {
        if (_told.Add(file.Status.Identity))
        {
            observer.Notice(LogEventKind.Unreadable, file.Path, reason);
        }
    }

    /// <summary>A file is being read now.</summary>
    public void Remove(LogPosition? position) => _files.RemoveAll(file => file.Position == position);

    /// <summary>Forgets all but those that are waited for still.</summary>
    public void KeepOnly(List<LogPosition> positions) => _files.RemoveAll(file => !positions.Contains(file.Position));

    private LogPosition Keep(LogPosition position, long octets)
    {
        LogPosition kept = position with { IsBlocked = true };
        Remove(kept);
        _files.Add((kept, octets));
        return kept;
    }
}
