// Where lines come from: a log file with all that rotation makes of it, or systemd's journal.

using PostfixStats.State;

namespace PostfixStats.Following;

/// <summary>
/// Something that is followed and counted. What it has counted and how far it is belong together: whoever keeps the counters
/// keeps them with what <see cref="Save"/> says in the same instant.
/// </summary>
public interface ILogSource : IDisposable
{
    /// <summary>What is followed, for people.</summary>
    string Name { get; }

    /// <summary>How far it has been counted, for people: a path and the octets of that file, or a cursor; the name alone before there is one.</summary>
    string Place { get; }

    /// <summary>How many times lines were lost since the start.</summary>
    int Gaps { get; }

    /// <summary>When the newest line was written; null before there was one.</summary>
    DateTimeOffset? LastWritten { get; }

    /// <summary>Whether all that can be read has been counted, as far as the last <see cref="Poll"/> saw.</summary>
    bool IsCaughtUp { get; }

    /// <summary>Whether the source, or an older part of it, is there and may not be read: what it holds is not known.</summary>
    bool IsBlocked { get; }

    /// <summary>Looks at what is new and counts it. What goes wrong is told to an <see cref="ILogObserver"/>, and tried again.</summary>
    /// <param name="budget">About how many octets to read at most.</param>
    /// <returns>True where more is waiting.</returns>
    bool Poll(long budget);

    /// <summary>Octets that are known to be there and have not been read yet; 0 where that cannot be known.</summary>
    long OctetsBehind();

    /// <summary>Puts down how far counting is.</summary>
    void Save(StateDocument document);
}
