// Who wants to know what happens to a log.

namespace PostfixStats.Following;

/// <summary>Is told of every change; the library itself logs nothing.</summary>
public interface ILogObserver
{
    /// <summary>One change.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="path">The file.</param>
    /// <param name="detail">More of it, as part of a sentence; may be empty.</param>
    void Notice(LogEventKind kind, string path, string detail);
}
