// What the journal can tell before it is followed.

using PostfixStats.Journal;

namespace PostfixStats.Daemon.Configuration;

/// <summary>The mail in this machine's own journal.</summary>
/// <param name="Newest">When its newest entry was received; null where there is none, or none that may be read.</param>
/// <param name="IsDenied">Whether there is a journal that may not be read.</param>
internal sealed record MailJournal(DateTimeOffset? Newest, bool IsDenied)
{
    /// <summary>Looks at the journal.</summary>
    public static MailJournal Look()
    {
        try
        {
            using JournalReader journal = JournalReader.Open(null);
            return new MailJournal(journal.SeekLast() ? journal.Received : null, IsDenied: false);
        }
        catch (JournalException e)
        {
            return new MailJournal(null, e.IsDenied);
        }
    }
}
