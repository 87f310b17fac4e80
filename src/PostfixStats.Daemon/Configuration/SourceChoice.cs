// Which log is followed where none is named.

using System.Globalization;

namespace PostfixStats.Daemon.Configuration;

/// <summary>What is followed, and why.</summary>
/// <param name="Logs">Log files; empty where it is a journal.</param>
/// <param name="Journal">The journal's directory, empty for this machine's own; null where it is files.</param>
/// <param name="Reason">Why, as the end of a sentence; null where the configuration says it.</param>
internal sealed record SourceChoice(IReadOnlyList<string> Logs, string? Journal, string? Reason)
{
    /// <summary>A file that was written to this much earlier than the journal's newest mail is a leftover.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    /// <summary>Takes what is configured, else a usual log, else the journal.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="usualLogs">Where logs usually are, the likeliest first.</param>
    /// <param name="lookAtJournal">Looks at the journal, where that matters.</param>
    public static SourceChoice Make(Settings settings, IReadOnlyList<string> usualLogs, Func<MailJournal> lookAtJournal)
    {
        if (settings.Journal is not null || settings.Logs.Count > 0)
        {
            return new SourceChoice(settings.Logs, settings.Journal, null);
        }

        MailJournal journal = lookAtJournal();
        if (usualLogs.FirstOrDefault(File.Exists) is not { } log)
        {
            string missing = $"neither {string.Join(" nor ", usualLogs)} exists";
            return journal.Newest is not null ? new SourceChoice([], "", $"{missing}, and the journal has mail")
                : journal.IsDenied ? new SourceChoice([], "", $"{missing}, and there is a journal")
                : new SourceChoice([usualLogs[0]], null, $"{missing} yet, and no mail is seen in the journal");
        }

        DateTimeOffset written = File.GetLastWriteTimeUtc(log);
        return IsLeftover(written, journal.Newest)
            ? new SourceChoice([], "", $"{log} was last written to at {Local(written)}, and the journal has mail of {Local(journal.Newest!.Value)}")
            : new SourceChoice([log], null, "it exists, and no much newer mail is seen in the journal");
    }

    /// <summary>Whether a log is one that nobody writes to any more.</summary>
    /// <param name="written">When it was last written to.</param>
    /// <param name="newestInJournal">When the journal's newest mail was received; null for none.</param>
    public static bool IsLeftover(DateTimeOffset written, DateTimeOffset? newestInJournal) => newestInJournal - written > Stale;

    /// <summary>A time to the minute, as people of this host read it.</summary>
    public static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
