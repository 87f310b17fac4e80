// root.2: health of the agent.

using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;
using PostfixStats.Queues;

namespace PostfixStats.Daemon.Serving.Objects;

/// <summary>Whether the counters can be trusted, and how fresh they are.</summary>
internal static class AgentSection
{
    /// <summary>The section.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="sessions">How often a session with the master agent was opened.</param>
    public static MibSection Build(TimeProvider clock, Func<long> sessions) => new(
        2,
        "postfixStatsAgent",
        "Health of the agent: whether the counters can be trusted, and how fresh they are.",
        "postfixStatsAgent",
        "Health of the agent.",
        [
            new(1, "postfixStatsAgentVersion", MibSyntax.SnmpAdminString, null, "The version of the daemon that counts.", null,
                Cells.Text(ProgramVersion.Text)),
            new(2, "postfixStatsLogSource", MibSyntax.SnmpAdminString, null, """
                Where the daemon reads the log: the path of a file, several paths with a comma between them, or the name of the journal.
                """, null, Cells.Text(published => published.Source)),
            new(3, "postfixStatsLogLines", MibSyntax.Counter32, "lines", "The number of lines read from the log, whatever they were.", null,
                Cells.Count(health => health.Lines)),
            Lines(4, "postfixStatsUnknownLines", Counter.LinesUnknown, """
                The number of lines that Postfix wrote and that this version of the daemon does not know: an unknown program, an unknown
                shape or an unknown delivery status. When it grows, counters may miss events.
                """),
            Lines(5, "postfixStatsForeignLines", Counter.LinesForeign, """
                The number of lines that programs other than Postfix wrote to the log. They are skipped.
                """),
            Lines(6, "postfixStatsUnparsedLines", Counter.LinesUnparsed, """
                The number of lines without a syslog header that could be read, and of lines that were too long.
                """),
            new(7, "postfixStatsLogOctetsBehind", MibSyntax.Gauge32, "octets", """
                How much of the log has been written and not yet been read. The value stays at its maximum when there is more. It is 0
                when the source cannot tell.
                """, null, Cells.Gauge((Health health) => health.OctetsBehind), IsLive: true),
            new(8, "postfixStatsLastLineTime", MibSyntax.DateAndTime, null, """
                When the log was last written to, as far as it has been read. Before the first line, the object has no instance.
                """, null, Cells.Time(published => published.Health.LastLine), IsLive: true),
            new(9, "postfixStatsStateWriteErrors", MibSyntax.Counter32, "errors", """
                The number of times the state file could not be written. The counters stay right while the daemon runs; after a crash,
                the log is read again from the last state that was written.
                """, null, Cells.Count(health => health.StateWriteErrors)),
            new(10, "postfixStatsLogGaps", MibSyntax.Counter32, "gaps", """
                The number of times the daemon found that lines were lost before it could read them: a log that was removed or truncated
                while the daemon was not running, or a logging system that told it dropped lines.
                """, null, Cells.Count(health => health.Gaps)),
            new(11, "postfixStatsCappedNames", MibSyntax.Counter32, "records", """
                The number of log records that were counted in a row named '~other' because the table of instances or of services was
                full.
                """, CounterNames.Of(Counter.NamesCapped), Cells.Total(Counter.NamesCapped)),
            new(12, "postfixStatsCatchingUp", MibSyntax.TruthValue, null, """
                true(1) while the daemon still reads old lines, and the counters therefore grow faster than mail flows.
                """, null, Cells.Truth(health => health.IsCatchingUp), IsLive: true),
            new(13, "postfixStatsCountingSince", MibSyntax.DateAndTime, null, """
                When counting began: the time at which the state file was made or last reset. All counters of this module were zero
                then.
                """, null, Cells.Time(published => published.CountingSince)),
            new(14, "postfixStatsDiscontinuityTime", MibSyntax.TimeStamp, null, """
                The value of sysUpTime when counting began, or zero when that was before the SNMP agent started. A manager that sees this
                object change must not compute a difference across the change. The object exists only where the SNMP agent tells the
                daemon its sysUpTime, as it does over AgentX; postfixStatsCountingSince has the same moment as date and time.
                """, null, Cells.TimeStamp(published => published.CountingSince, clock), IsLive: true),
            Lines(15, "postfixStatsCountedLines", Counter.LinesCounted, "The number of lines that moved a counter."),
            Lines(16, "postfixStatsIgnoredLines", Counter.LinesIgnored, """
                The number of lines of Postfix that are known to tell nothing that is counted.
                """),
            new(17, "postfixStatsCappedDnsblNames", MibSyntax.Counter32, "records", """
                The number of log records that were counted in a row named '~other' because postfixStatsDnsblTable was full.
                """, "capped:dnsbl", Cells.Total(CounterFamilies.Capped, (int)CappedRow.Dnsbl)),
            new(18, "postfixStatsCappedStatusCodes", MibSyntax.Counter32, "records", """
                The number of log records that were counted in a row named '~other' because postfixStatsStatusTable had no more room for
                codes that are not registered.
                """, "capped:status", Cells.Total(CounterFamilies.Capped, (int)CappedRow.Status)),
            new(19, "postfixStatsAgentXSessions", MibSyntax.Gauge32, "sessions", """
                How many sessions with the SNMP master agent the daemon has opened since it started; more than one means that the master
                was restarted or the connection was lost.
                """, null, Cells.Live(sessions), IsLive: true),
            new(20, "postfixStatsMessageMemoryEntries", MibSyntax.Gauge32, "messages", """
                How many messages the daemon remembers, by their queue ids, to count those of postfixStatsMessageTable: those in the queue,
                and those whose end the log does not tell.
                """, null, Cells.Gauge((Health health) => health.RememberedMessages), IsLive: true),
            new(21, "postfixStatsMessageMemoryEvictions", MibSyntax.Counter32, "messages", """
                The number of messages that were forgotten to make room for others: the sum of postfixStatsMessageEvictions. When it grows,
                the setting message-memory is too small for the queue.
                """, "msg:forgotten", Cells.Total(CounterFamilies.Message, (int)MessageCounter.Forgotten)),
            new(22, "postfixStatsUnreadQueues", MibSyntax.Gauge32, "instances", """
                The number of Postfix instances whose queues could not be read at the last try; postfixStatsQueueReadingError says why. It is
                0 where the daemon is not told to read queues.
                """, null, Cells.Gauge((Published published) => Failures(published.Queues))),
            new(23, "postfixStatsLogPosition", MibSyntax.SnmpAdminString, null, """
                How far the log has been read: for a file its path, a colon and the number of octets that were read; for the journal its name
                and the cursor of the last entry; several with a comma between them.
                """, null, Cells.Text(published => published.Place), IsLive: true),
        ],
        []);

    private static MibScalar Lines(uint arc, string descriptor, Counter counter, string description) =>
        new(arc, descriptor, MibSyntax.Counter32, "lines", description, CounterNames.Of(counter), Cells.Total(counter));

    private static long Failures(IReadOnlyList<QueueSnapshot> queues)
    {
        long failures = 0;
        for (int i = 0; i < queues.Count; i++)
        {
            failures += queues[i].Failure is null ? 0 : 1;
        }

        return failures;
    }
}
