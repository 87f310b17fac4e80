// Lines that were lost.

namespace PostfixStats.Following;

/// <summary>Counts the times when lines were lost, and tells of each: a gap is never silent.</summary>
/// <param name="observer">Is told.</param>
internal sealed class LogGaps(ILogObserver observer)
{
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
}
