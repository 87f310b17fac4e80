// Why the journal cannot be read.

namespace PostfixStats.Journal;

/// <summary>The journal is missing, may not be read, or is damaged; the message says what to do.</summary>
public sealed class JournalException(string message) : IOException(message);
