// Finds the files that positions belong to, and the files that came after them.

namespace PostfixStats.Following;

/// <summary>
/// After a rotation, a truncation or days of being down, a position's file has another name, is a copy, or is compressed. This
/// looks through the rotated logs for it, and for logs that were written and rotated while nobody looked.
/// </summary>
internal sealed class LostFiles
{
    /// <summary>How often to look before giving a file up: a rotation in progress takes a moment.</summary>
    private const int MaxAttempts = 4;

    private readonly string _path;
    private readonly List<LogPosition> _lost;
    private bool _atStart;
    private int _attempts;

    /// <summary>Starts with what the state file remembers.</summary>
    /// <param name="path">The live log.</param>
    /// <param name="unfinished">The positions to go on from, oldest first.</param>
    /// <param name="knownUntil">When they were true.</param>
    public LostFiles(string path, IEnumerable<LogPosition> unfinished, DateTimeOffset knownUntil)
    {
        _path = path;
        _lost = [.. unfinished];
        _atStart = _lost.Count > 0;
        IsLooking = _atStart;
        KnownUntil = knownUntil;
    }

    /// <summary>The positions whose file has not been found.</summary>
    public IReadOnlyList<LogPosition> Positions => _lost;

    /// <summary>Whether there is anything to look for.</summary>
    public bool IsLooking { get; private set; }

    /// <summary>The last time at which every file with lines was known; a file written to since may hold lines not counted.</summary>
    public DateTimeOffset KnownUntil { get; set; }

    /// <summary>Looks for the text that a truncated file held behind a position.</summary>
    public void Add(LogPosition position)
    {
        _lost.Add(position);
        LookForLater();
    }

    /// <summary>Looks for logs that were rotated since the last look.</summary>
    public void LookForLater()
    {
        IsLooking = true;
        _attempts = 0;
    }

    /// <summary>Looks once.</summary>
    /// <param name="open">Positions of the renamed files still open.</param>
    /// <param name="finished">Positions of files read to their end.</param>
    /// <param name="found">What to open, in this order.</param>
    /// <param name="gaps">Why lines are lost, one reason for each file.</param>
    /// <returns>False where it is worth looking again.</returns>
    public bool TryFind(
        IReadOnlyList<LogPosition> open,
        IReadOnlyList<LogPosition> finished,
        out List<FoundFile> found,
        out List<string> gaps)
    {
        found = [];
        gaps = [];
        List<RotatedLog> rotated = RotatedLog.Beside(_path);
        var positions = new LogPosition?[rotated.Count];
        var known = new bool[rotated.Count];
        foreach (LogPosition position in open.Concat(finished))
        {
            Mark(rotated, position, known);
        }

        List<LogPosition> missing = Locate(rotated, positions, known, out LogPosition? live);
        if (missing.Count > 0 && ++_attempts < MaxAttempts)
        {
            return false;
        }

        if (_atStart)
        {
            FindRegrown(rotated, finished, positions);
        }

        int newestKnown = Array.LastIndexOf(known, true);
        for (int i = 0; i < rotated.Count; i++)
        {
            bool later = !known[i] && (newestKnown >= 0 ? i > newestKnown : rotated[i].Status.Modified > KnownUntil);
            if (later && !rotated[i].IsReadable)
            {
                gaps.Add($"{rotated[i].Path} is compressed with a method that cannot be read here");
            }
            else if (positions[i] is not null || (later && !IsTwin(rotated, i)))
            {
                found.Add(new FoundFile(rotated[i], positions[i]));
            }
        }

        if (live is not null)
        {
            found.Add(new FoundFile(null, live));
        }

        gaps.AddRange(missing.Select(each =>
            $"the file that was read up to octet {each.Offset} (inode {each.Identity.Inode}) cannot be found any more"));
        _lost.Clear();
        _atStart = false;
        IsLooking = false;
        return true;
    }

    /// <summary>Finds the files of the lost positions.</summary>
    /// <returns>Those that are not there.</returns>
    private List<LogPosition> Locate(List<RotatedLog> rotated, LogPosition?[] positions, bool[] known, out LogPosition? live)
    {
        live = null;
        var missing = new List<LogPosition>();
        foreach (LogPosition position in _lost)
        {
            if (_atStart && live is null && LogFile.IsAt(_path, position))
            {
                live = position;
                Array.Fill(known, true);
            }
            else if (Mark(rotated, position, known) is >= 0 and int index)
            {
                positions[index] = position;
            }
            else if (position.Fingerprint.Length > 0)
            {
                missing.Add(position);
            }
        }

        return missing;
    }

    /// <summary>Notes which rotated log is the file of a position.</summary>
    /// <returns>Its index, or -1.</returns>
    private static int Mark(List<RotatedLog> rotated, LogPosition position, bool[] known)
    {
        int index = rotated.FindIndex(each => each.Status.Identity == position.Identity && each.Holds(position));
        if (index < 0)
        {
            index = rotated.FindIndex(each => each.Holds(position));
        }

        if (index >= 0)
        {
            known[index] = true;
        }

        return index;
    }

    /// <summary>A writer may have come back to a file after it was finished with.</summary>
    private static void FindRegrown(List<RotatedLog> rotated, IReadOnlyList<LogPosition> finished, LogPosition?[] positions)
    {
        foreach (LogPosition position in finished)
        {
            int index = rotated.FindIndex(each =>
                each.Status.Identity == position.Identity && each.Status.Size > position.Offset && each.Holds(position));
            if (index >= 0 && rotated[index].Name.Compression.Length == 0)
            {
                positions[index] ??= position;
            }
        }
    }

    /// <summary>Whether a compressed file stands beside the file it is being made from.</summary>
    private static bool IsTwin(List<RotatedLog> rotated, int index) =>
        rotated[index].Name.Compression.Length > 0
        && rotated.Exists(other => other.Name.Compression.Length == 0
            && other.Name.Age == rotated[index].Name.Age && other.Name.IsDated == rotated[index].Name.IsDated);
}
