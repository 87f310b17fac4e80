// Is there a mail log, may it be read, and is it the one that Postfix writes to?

using System.Globalization;
using PostfixStats.Daemon.Configuration;
using PostfixStats.Journal;

namespace PostfixStats.Daemon.Checking;

/// <summary>Looks at the logs.</summary>
internal static class LogCheck
{
    private const string Subject = "log";

    /// <summary>A file this much older than the journal's newest mail is one that nobody writes to any more.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    /// <summary>One finding for each log that is followed.</summary>
    public static IEnumerable<Finding> Look(CheckContext context)
    {
        IReadOnlyList<string> logs = context.Settings.Logs;
        if (logs.Count == 0)
        {
            logs = [.. Settings.UsualLogs.Where(Path.Exists).Take(1)];
        }

        return logs.Count > 0
            ? logs.Select(log => File(context, log))
            : [Finding.Bad(
                Subject,
                $"there is none: neither {string.Join(" nor ", Settings.UsualLogs)} exists",
                "postconf -e maillog_file=/var/log/mail.log && postfix reload")];
    }

    private static Finding File(CheckContext context, string log)
    {
        if (!Path.Exists(log))
        {
            return Finding.Bad(Subject, $"{log} does not exist (it is waited for)", $"postconf -e maillog_file={log} && postfix reload");
        }

        if (!FileAccess.CanRead(context.Daemon, log))
        {
            string place = FileAccess.ClosedPlace(context.Daemon, log);
            return Finding.Bad(
                Subject,
                $"{log} may not be read by {context.Daemon.Name}: {place} is {FileAccess.Describe(place)}",
                FileAccess.Open(context.Daemon, place, CheckContext.Service));
        }

        DateTime written = System.IO.File.GetLastWriteTimeUtc(log);
        DateTime? newest = NewestInJournal(context);
        return newest is { } later && later - written > Stale
            ? Finding.Bad(
                Subject,
                $"{log} was last written to at {Local(written)}, but the journal has mail of {Local(later)}",
                $"postconf -e maillog_file={log} && postfix reload")
            : Finding.Good(Subject, $"{log} is readable by {context.Daemon.Name}, last written to at {Local(written)}");
    }

    private static DateTime? NewestInJournal(CheckContext context)
    {
        try
        {
            return context.Daemon.As<DateTime?>(() =>
            {
                using JournalReader journal = JournalReader.Open(null);
                return journal.SeekLast() ? journal.Received.UtcDateTime : null;
            });
        }
        catch (JournalException)
        {
            // Without a journal there is nothing newer than the file.
            return null;
        }
    }

    private static string Local(DateTime time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
