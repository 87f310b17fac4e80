// Is there a mail log, may it be read, and is it the one that Postfix writes to?

using PostfixStats.Daemon.Configuration;
using PostfixStats.Journal;

namespace PostfixStats.Daemon.Checking;

/// <summary>Looks at the logs or the journal.</summary>
internal static class LogCheck
{
    private const string Subject = "log";

    /// <summary>One finding for each log that is followed.</summary>
    public static IEnumerable<Finding> Look(CheckContext context)
    {
        MailJournal journal = context.Daemon.As(MailJournal.Look);
        SourceChoice choice = context.Daemon.As(() => SourceChoice.Make(context.Settings, Settings.UsualLogs, () => journal));
        return choice.Journal is not null
            ? [Journal(context, choice)]
            : choice.Logs.Select(log => LogFile(context, choice, log, journal));
    }

    private static Finding LogFile(CheckContext context, SourceChoice choice, string log, MailJournal journal)
    {
        if (!Path.Exists(log))
        {
            return Finding.Bad(
                Subject,
                $"{log} does not exist (it is waited for){Because(choice)}",
                $"postconf -e maillog_file={log} && postfix reload");
        }

        if (Directory.Exists(log))
        {
            return Finding.Bad(Subject, $"{log} is a directory, and a log is a file", $"\"log\": \"{Path.Combine(log, "mail.log")}\" in {CheckContext.IntoEffect}");
        }

        if (!FilePermissions.CanRead(context.Daemon, log))
        {
            string place = FilePermissions.ClosedPlace(context.Daemon, log);
            return Finding.Bad(
                Subject,
                $"{log} may not be read by {context.Daemon.Name}: {place} is {FilePermissions.Describe(place)}",
                FilePermissions.Open(context.Daemon, place, CheckContext.Service));
        }

        DateTimeOffset written = File.GetLastWriteTimeUtc(log);
        return SourceChoice.IsLeftover(written, journal.Newest)
            ? Finding.Bad(
                Subject,
                $"{log} was last written to at {SourceChoice.Local(written)}, but the journal has mail of {SourceChoice.Local(journal.Newest!.Value)}",
                $"\"journal\": true instead of \"log\" in {CheckContext.IntoEffect}")
            : Finding.Good(Subject, $"{log} is readable by {context.Daemon.Name}, last written to at {SourceChoice.Local(written)}{Because(choice)}");
    }

    private static Finding Journal(CheckContext context, SourceChoice choice)
    {
        try
        {
            return context.Daemon.As(() =>
            {
                using JournalReader journal = JournalReader.Open(choice.Journal!.Length > 0 ? choice.Journal : null);
                return Finding.Good(Subject, (journal.SeekLast()
                    ? $"the journal is readable by {context.Daemon.Name}, its newest mail is of {SourceChoice.Local(journal.Received)}"
                    : $"the journal is readable by {context.Daemon.Name}, and has no mail yet") + Because(choice));
            });
        }
        catch (JournalException e)
        {
            return Finding.Bad(Subject, e.Message, e.IsDenied
                ? $"adduser {context.Daemon.Name} systemd-journal && systemctl restart {CheckContext.Service}"
                : "postconf -e maillog_file=/var/log/mail.log && postfix reload");
        }
    }

    private static string Because(SourceChoice choice) => choice.Reason is { } reason ? $"; it is followed because {reason}" : "";
}
