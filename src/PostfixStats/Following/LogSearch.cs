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

    /// <summary>Lost positions whose file is not there.</summary>
    public List<LogPosition> Missing { get; } = [];

    /// <summary>Files with lines not counted, compressed with a method that cannot be read here.</summary>
    public List<LogOnDisk> Unreadable { get; } = [];

    /// <summary>Looks once.</summary>
    /// <param name="files">The files there are, oldest first; the live log, if there is one, last.</param>
    /// <param name="lost">Positions whose file is wanted.</param>
    /// <param name="open">Positions of files that are open still.</param>
    /// <param name="finished">Positions of files read to their end.</param>
    /// <param name="knownUntil">Until when every file with lines is known, for the case that none of them can be found.</param>
    public static LogSearch In(
        IReadOnlyList<LogOnDisk> files,
        IReadOnlyList<LogPosition> lost,
        IReadOnlyList<LogPosition> open,
        IReadOnlyList<LogPosition> finished,
        DateTimeOffset knownUntil)
    {
        var search = new LogSearch(files);
        List<LogPosition> left = [];
        search.ClaimByIdentity(lost, isOpen: false, left);
        search.ClaimByIdentity(open, isOpen: true, left);
        search.ClaimByIdentity(finished, isOpen: false, left);
        left.RemoveAll(search.ClaimByBeginning);
        search.Missing.AddRange(left.Where(each => lost.Contains(each) && (each.Offset > 0 || !each.Fingerprint.IsEmpty)));
        search.Choose(lost, finished, knownUntil);
        return search;
    }

    /// <summary>
    /// The same inode with the same beginning. An inode alone may have been given to another file; only for a file that was
    /// empty, and is not compressed now, there is nothing else to go by.
    /// </summary>
    private void ClaimByIdentity(IReadOnlyList<LogPosition> positions, bool isOpen, List<LogPosition> left)
    {
        foreach (LogPosition position in positions)
        {
            int index = IndexOf(file => file.Status.Identity == position.Identity
                && file.BeginsLike(position.Fingerprint)
                && (isOpen || !position.Fingerprint.IsEmpty || !file.IsCompressed));
            if (index >= 0)
            {
                _claims[index] = position;
            }
            else
            {
                left.Add(position);
            }
        }
    }

    /// <summary>
    /// A copy, compressed or not; or the file itself, where a reboot or a move to another disk changed its numbers. The oldest
    /// first: a log that was truncated after it was copied may begin again with the same words.
    /// </summary>
    private bool ClaimByBeginning(LogPosition position)
    {
        int index = position.Fingerprint.IsEmpty ? -1 : IndexOf(file => file.BeginsLike(position.Fingerprint));
        if (index >= 0)
        {
            _claims[index] = position;
        }

        return index >= 0;
    }

    private int IndexOf(Predicate<LogOnDisk> predicate)
    {
        for (int i = 0; i < _files.Count; i++)
        {
            if (_claims[i] is null && predicate(_files[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private void Choose(IReadOnlyList<LogPosition> lost, IReadOnlyList<LogPosition> finished, DateTimeOffset knownUntil)
    {
        int newestKnown = Array.FindLastIndex(_claims, claim => claim is { Fingerprint.IsEmpty: false });
        for (int i = 0; i < _files.Count; i++)
        {
            LogOnDisk file = _files[i];
            if (_claims[i] is { } position)
            {
                if (lost.Contains(position) || file.IsLive || (finished.Contains(position) && HasRegrown(file, position)))
                {
                    Found.Add(new FoundFile(file, position));
                }
            }
            else if (!IsLater(i, newestKnown, knownUntil) || _files.Any(file.IsTwinOf))
            {
                continue;
            }
            else if (file.IsReadable)
            {
                Found.Add(new FoundFile(file, null));
            }
            else
            {
                Unreadable.Add(file);
            }
        }
    }

    private bool IsLater(int index, int newestKnown, DateTimeOffset knownUntil) =>
        _files[index].IsLive || (newestKnown >= 0 ? index > newestKnown : _files[index].Status.Modified > knownUntil);

    /// <summary>A writer may come back to a file after it was finished with.</summary>
    private static bool HasRegrown(LogOnDisk file, LogPosition position) =>
        !file.IsCompressed && file.Status.Identity == position.Identity && file.Status.Size > position.Offset;
}
