// Why the journal cannot be read.

namespace PostfixStats.Journal;

/// <summary>The journal is missing, may not be read, or is damaged; the message says what to do.</summary>
public sealed class JournalException(string message) : IOException(message)
{
    /// <summary>Whether there is a journal that may not be read.</summary>
    public bool IsDenied { get; init; }
}
