// Which of the files on the disk are those that counting knows, and which came later.

namespace PostfixStats.Following;

/// <summary>
/// After a rotation, a truncation or days of being down, a position's file has another name, is a copy, or is compressed. This
/// finds it among the files there are, and the files that were written while nobody looked. It is one look: it opens nothing
/// but beginnings, and decides nothing about looking again.
/// </summary>
internal sealed class LogSearch
{
    private readonly IReadOnlyList<LogOnDisk> _files;
    private readonly LogPosition?[] _claims;

    private LogSearch(IReadOnlyList<LogOnDisk> files)
    {
        _files = files;
        _claims = new LogPosition?[files.Count];
    }

    /// <summary>What is to be read, oldest file first, the live log last.</summary>
    public List<FoundFile> Found { get; } = [];

    /// <summary>Wanted positions whose file is not there.</summary>
    public List<LogPosition> Missing { get; } = [];

    /// <summary>Wanted positions whose file may be one that cannot be read just now.</summary>
    public List<LogPosition> Awaited { get; } = [];

    /// <summary>Files with lines not counted that cannot be read just now.</summary>
    public List<LogOnDisk> Blocked { get; } = [];

    /// <summary>
    /// Copies, or beginnings of copies, of a live log of which nothing was counted yet: it is about to be cut off, and until then
    /// the copy's lines are the log's.
    /// </summary>
    public List<LogOnDisk> CopiesOfLive { get; } = [];

    /// <summary>Files with lines not counted, compressed with a method that cannot be read here.</summary>
    public List<LogOnDisk> Unreadable { get; } = [];

    /// <summary>Orders files: the place of the file itself, or else of its copy, oldest first; -1 for one that is gone.</summary>
    public int PlaceOf(FileIdentity identity)
    {
        int copy = -1;
        for (int i = 0; i < _files.Count; i++)
        {
            if (_files[i].Status.Identity == identity)
            {
                return i;
            }

            copy = _claims[i]?.Identity == identity ? i : copy;
        }

        return copy;
    }

    /// <summary>Looks once.</summary>
    /// <param name="files">The files there are, oldest first; the live log, if there is one, last.</param>
    /// <param name="lost">Positions whose file is wanted, oldest first; they are newer than the others.</param>
    /// <param name="blocked">Positions whose file could not be read when it was last seen.</param>
    /// <param name="open">Positions of files that are open, oldest first, with their beginnings as they are now.</param>
    /// <param name="finished">Positions of files read to their end, in about that order.</param>
    /// <param name="knownUntil">Until when every file with lines is known, for the case that none of them can be found.</param>
    public static LogSearch In(
        IReadOnlyList<LogOnDisk> files,
        IReadOnlyList<LogPosition> lost,
        IReadOnlyList<LogPosition> blocked,
        IReadOnlyList<LogPosition> open,
        IReadOnlyList<LogPosition> finished,
        DateTimeOffset knownUntil)
    {
        var search = new LogSearch(files);
        LogPosition[] known = [.. finished, .. blocked, .. open, .. lost];
        int[] places = new int[known.Length];
        Array.Fill(places, -1);

        // By their beginnings first: the inode of an empty file may be that of another one by now.
        for (int i = 0; i < known.Length; i++)
        {
            places[i] = known[i].Fingerprint.IsEmpty ? -1 : search.ClaimByIdentity(known[i], open.Contains(known[i]));
        }

        int newest = -1;
        for (int i = 0; i < known.Length; i++)
        {
            places[i] = places[i] >= 0 ? places[i] : search.ClaimByBeginning(known[i], newest, open.Contains(known[i]));
            newest = Math.Max(newest, places[i]);
        }

        for (int i = 0; i < known.Length; i++)
        {
            places[i] = known[i].Fingerprint.IsEmpty ? search.ClaimByIdentity(known[i], open.Contains(known[i]))
                : places[i] >= 0 || finished.Contains(known[i]) ? places[i]
                : search.ClaimBlocked(known[i]);
        }

        LogPosition[] wanted = [.. blocked, .. lost];
        search.Miss(wanted);
        search.Choose(wanted, finished, knownUntil);
        return search;
    }

    /// <summary>What becomes of wanted positions whose file was not found.</summary>
    private void Miss(LogPosition[] wanted)
    {
        var unread = new List<LogPosition>();
        foreach (LogPosition position in wanted)
        {
            if (Array.IndexOf(_claims, position) >= 0)
            {
                continue;
            }

            if (position.Offset > 0)
            {
                (HidesOne() ? Awaited : Missing).Add(position);
            }
            else if (position.IsBlocked && !_files.Any(file => file.Status.Identity == position.Identity))
            {
                unread.Add(position);
            }
        }

        // Most likely the file of a missing position is the one that could never be compared with it: one loss.
        Missing.AddRange(unread.Skip(Missing.Count));
    }

    /// <summary>Whether there is a file that cannot be read just now, and so cannot be compared with anything.</summary>
    private bool HidesOne()
    {
        bool hides = false;
        for (int i = 0; i < _files.Count && !hides; i++)
        {
            hides = _claims[i] is null or { Fingerprint.IsEmpty: true } && _files[i].Obstacle is not null;
        }

        return hides;
    }

    /// <summary>
    /// The same inode with the same beginning. An inode alone may have been given to another file; only for a file that was
    /// empty, and is not compressed now, there is nothing else to go by.
    /// </summary>
    /// <returns>The place of the file, or -1.</returns>
    private int ClaimByIdentity(LogPosition position, bool isOpen) => Claim(position, -1, file =>
        file.Status.Identity == position.Identity
        && file.BeginsLike(position.Fingerprint)
        && (isOpen || position.IsBlocked || !position.Fingerprint.IsEmpty || !file.IsCompressed));

    /// <summary>The same inode with a beginning that cannot be read just now.</summary>
    /// <returns>The place of the file, or -1.</returns>
    private int ClaimBlocked(LogPosition position) =>
        Claim(position, -1, file => file.Status.Identity == position.Identity && file.Obstacle is not null);

    /// <summary>
    /// A copy, compressed or not; or the file itself, where a reboot or a move to another disk changed its numbers. The oldest
    /// first, and rather one behind those that are known: a log that was truncated after it was copied may begin again with the
    /// same words. Half a line that was not counted is too little to know a file by, except where it is all the file holds, or
    /// among those that have to be read anyhow.
    /// </summary>
    /// <returns>The place of the file, or -1.</returns>
    private int ClaimByBeginning(LogPosition position, int after, bool isOpen)
    {
        if (position.Fingerprint.IsEmpty)
        {
            return -1;
        }

        if (isOpen || position.Offset > 0)
        {
            int place = Claim(position, after, file => file.BeginsLike(position.Fingerprint));
            return place >= 0 ? place : Claim(position, -1, file => file.BeginsLike(position.Fingerprint));
        }

        int whole = Claim(position, -1, file => file.IsWholly(position.Fingerprint));
        return whole >= 0 || after < 0 ? whole : Claim(position, after, file => file.BeginsLike(position.Fingerprint));
    }

    private int Claim(LogPosition position, int after, Predicate<LogOnDisk> isIt)
    {
        for (int i = after + 1; i < _files.Count; i++)
        {
            if (_claims[i] is null && isIt(_files[i]))
            {
                _claims[i] = position;
                return i;
            }
        }

        return -1;
    }

    private void Choose(LogPosition[] wanted, IReadOnlyList<LogPosition> finished, DateTimeOffset knownUntil)
    {
        // Of a file without a counted line there may be copies that were made before it was cut off and filled again.
        LogOnDisk? uncounted = _files.Count > 0 && _files[^1].IsLive && _claims[^1] is null or { Offset: 0 } ? _files[^1] : null;
        int newestKnown = Array.FindLastIndex(_claims, claim => claim is { Fingerprint.IsEmpty: false, Offset: > 0 });
        for (int i = 0; i < _files.Count; i++)
        {
            LogOnDisk file = _files[i];
            if (_claims[i] is { } position)
            {
                if (wanted.Contains(position) || file.IsLive || (finished.Contains(position) && (IsWatched(i) || HasRegrown(file, position))))
                {
                    Found.Add(new FoundFile(file, position));
                }
            }
            else if (!IsLater(i, newestKnown, knownUntil) || _files.Any(file.IsTwinOf))
            {
                continue;
            }
            else if (file.Obstacle is not null)
            {
                Blocked.Add(file);
            }
            else if (uncounted is not null && !file.IsLive && file.MayBeCopyOf(uncounted))
            {
                CopiesOfLive.Add(file);
            }
            else if (file.IsReadable && file.CompressedLength() != 0)
            {
                Found.Add(new FoundFile(file, null));
            }
            else if (!file.IsReadable)
            {
                Unreadable.Add(file);
            }
        }
    }

    private bool IsLater(int index, int newestKnown, DateTimeOffset knownUntil) =>
        _files[index].IsLive || (newestKnown >= 0 ? index > newestKnown : _files[index].Status.Modified > knownUntil);

    /// <summary>Whether a file may still have a writer, who has not been told to reopen.</summary>
    private bool IsWatched(int index) => !_files[index].IsCompressed && index >= _files.Count(file => !file.IsLive) - OpenLogs.MaxWatched;

    /// <summary>A writer may come back to a file after it was finished with, even if it is compressed by now.</summary>
    private static bool HasRegrown(LogOnDisk file, LogPosition position) =>
        file.IsCompressed
            ? file.Status.Identity != position.Identity && file.CompressedLength() is { } length && length != (uint)position.Offset
            : file.Status.Size > position.Offset;
}
