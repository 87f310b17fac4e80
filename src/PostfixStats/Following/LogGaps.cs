// Lines that were lost.

namespace PostfixStats.Following;

/// <summary>
/// Counts the times when lines were lost, and tells of each: a gap is never silent. A file that was given up is not looked at
/// again until it is changed, so that each loss is told once.
/// </summary>
/// <param name="observer">Is told.</param>
internal sealed class LogGaps(ILogObserver observer)
{
    private readonly HashSet<(FileIdentity, long, DateTimeOffset)> _givenUp = [];

    /// <summary>How many times lines were lost.</summary>
    public int Count { get; private set; }

    /// <summary>Lines were lost.</summary>
    /// <param name="path">The file that held them.</param>
    /// <param name="reason">Why, as part of a sentence.</param>
    public void Add(string path, string reason)
    {
        Count++;
        observer.Notice(LogEventKind.Gap, path, reason);
    }

    /// <summary>What is left of a file is lost.</summary>
    public void GiveUp(LogOnDisk file, string reason)
    {
        Add(file.Path, reason);
        _givenUp.Add(KeyOf(file));
    }

    /// <summary>Leaves out what was given up, and forgets what is gone.</summary>
    public void RemoveGivenUp(List<LogOnDisk> files)
    {
        _givenUp.IntersectWith(files.Select(KeyOf));
        files.RemoveAll(file => _givenUp.Contains(KeyOf(file)));
    }

    private static (FileIdentity Identity, long Size, DateTimeOffset Modified) KeyOf(LogOnDisk file) =>
        (file.Status.Identity, file.Status.Size, file.Status.Modified);
}
