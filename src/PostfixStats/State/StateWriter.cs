// Writes the state file's text.

using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using PostfixStats.Applications;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Journal;
using PostfixStats.Queues;

namespace PostfixStats.State;

/// <summary>Formats one snapshot of counters and positions as a state file.</summary>
public static class StateWriter
{
    /// <summary>The whole text of a state file.</summary>
    /// <param name="document">Times and positions.</param>
    /// <param name="counters">The counters that belong to those positions.</param>
    public static byte[] Format(StateDocument document, CounterSnapshot counters)
    {
        var text = new ArrayBufferWriter<byte>(8 * 1024);
        Format(text, document, counters);
        return text.WrittenSpan.ToArray();
    }

    /// <summary>Writes the whole text of a state file.</summary>
    /// <param name="text">Where to; it is empty, and can be used again for the next one.</param>
    /// <param name="document">Times and positions.</param>
    /// <param name="counters">The counters that belong to those positions.</param>
    public static void Format(ArrayBufferWriter<byte> text, StateDocument document, CounterSnapshot counters)
    {
        Line(text, $"postfix-stats-state {StateText.Version}");
        Line(text, $"saved {StateFields.Of(document.Saved)}");
        Line(text, $"since {StateFields.Of(document.CountingSince)}");
        Line(text, $"gaps {document.Gaps}");
        Line(text, $"write-errors {document.WriteErrors}");
        if (document.QueueIds != 0)
        {
            Line(text, $"queue-ids {document.QueueIds:x}");
        }

        foreach ((CounterName name, long value) in counters.Totals())
        {
            Line(text, $"total {name} {value}");
        }

        foreach (InstanceCounters instance in counters.AllInstances)
        {
            Instance(text, instance, counters);
        }

        foreach ((string path, SavedLog log) in document.Logs)
        {
            Log(text, path, log, counters);
        }

        foreach ((string directory, JournalPosition position) in document.Journals)
        {
            Journal(text, directory, position, counters);
        }

        foreach (ApplicationStatus application in document.Applications)
        {
            Application(text, application);
        }

        // Counters come first: where there is no room for both, what will be known again in a minute is left out.
        ReadOnlySpan<byte> gauges = Gauges(document);
        if (text.WrittenCount + gauges.Length + StateText.TrailerLength <= StateText.MaxLength)
        {
            text.Write(gauges);
        }

        Span<byte> trailer = stackalloc byte[StateText.TrailerLength];
        StateText.WriteTrailer(text.WrittenSpan, trailer);
        text.Write(trailer);
    }

    private static void Instance(ArrayBufferWriter<byte> text, InstanceCounters instance, CounterSnapshot counters)
    {
        if (instance.Index == 0)
        {
            Line(text, $"unowned");
        }
        else
        {
            Line(text, $"instance {instance.Name} {StateFields.Of(instance.FirstSeen)}");
        }

        foreach (string service in instance.Rows(CounterFamilies.Service))
        {
            Line(text, $"service {service}");
        }

        foreach ((CounterName name, long value) in counters.Listed(instance))
        {
            Line(text, $"count {name} {value}");
        }

        foreach (CounterFamily family in CounterFamilies.All)
        {
            Details(text, instance, family, counters);
        }
    }

    /// <summary>One record a row, without the zeroes at its end: details are many, and the file is to stay small.</summary>
    private static void Details(ArrayBufferWriter<byte> text, InstanceCounters instance, CounterFamily family, CounterSnapshot counters)
    {
        string[] rows = instance.Rows(family);
        for (int row = 0; row < rows.Length; row++)
        {
            ReadOnlySpan<long> details = counters.Row(instance, family, row)[family.Listed..];
            details = details[..(details.LastIndexOfAnyExcept(0) + 1)];

            // A row from the log is kept even without numbers: it has an index for ever. Services have records of their own.
            if (details.Length > 0 || (!family.IsFixed && family.Listed == 0))
            {
                Line(text, $"row {family.Name} {rows[row]}{details}");
            }
        }
    }

    private static void Log(ArrayBufferWriter<byte> text, string path, SavedLog log, CounterSnapshot counters)
    {
        Line(text, $"log {StateFields.Of(path)}");
        Line(text, $"known {StateFields.Of(log.KnownUntil)}");
        Effect(text, log.LastEffect, counters);
        foreach (LogPosition position in log.Files)
        {
            string role = position.IsFinished ? "finished" : position.IsBlocked ? "blocked" : "reading";
            Line(text, $"file {role} {position.Identity.Device:x}:{position.Identity.Inode} {position.Offset} {position.Fingerprint}");
            Effect(text, position.LastEffect, counters);
        }
    }

    private static void Journal(ArrayBufferWriter<byte> text, string directory, JournalPosition position, CounterSnapshot counters)
    {
        Line(text, $"journal {StateFields.Of(directory)}");
        Line(text, $"cursor {position.Cursor}");
        Effect(text, position.LastEffect, counters);
    }

    private static void Effect(ArrayBufferWriter<byte> text, SavedEffect effect, CounterSnapshot counters)
    {
        foreach (Move move in effect.Moves)
        {
            (InstanceCounters instance, string name) = counters.Describe(move.Slot);
            string amount = move.Amount == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {move.Amount}");
            Line(text, $"effect {name} {instance.Name}{amount}");
        }

        if (effect.Weight != 1)
        {
            Line(text, $"weight {effect.Weight}");
        }
    }

    private static void Application(ArrayBufferWriter<byte> text, ApplicationStatus application)
    {
        Line(text, $"application {application.Instance}");
        Field(text, "version", application.Version);
        Field(text, "started", Time(application.Started));
        Field(text, application.IsUp == false ? "down" : "up", application.IsUp is null ? null : Time(application.Changed) ?? "");
        Field(text, "inbound", Time(application.LastInbound));
        Field(text, "outbound", Time(application.LastOutbound));
        Field(text, "attempt", Time(application.LastAttempt));
        Field(text, "rejection", application.RejectionReason);
        Field(text, "connect-failure", application.ConnectFailureReason);
        Line(text, $"associations {application.RefusedConnections} {application.FailedConnections}");
    }

    private static string? Time(DateTimeOffset? time) => time is { } known ? StateFields.Of(known) : null;

    private static void Field(ArrayBufferWriter<byte> text, string name, string? value)
    {
        if (value is not null)
        {
            Line(text, $"{name} {value}");
        }
    }

    private static ReadOnlySpan<byte> Gauges(StateDocument document)
    {
        var text = new ArrayBufferWriter<byte>();
        if (document.LastInterval is { } interval)
        {
            string[] counts = new string[interval.Counts.Count];
            for (int i = 0; i < counts.Length; i++)
            {
                counts[i] = interval.Counts[i]?.ToString(CultureInfo.InvariantCulture) ?? "-";
            }

            Line(text, $"interval {StateFields.Of(interval.End)} {string.Join(',', counts)}");
        }

        foreach (QueueSnapshot queues in document.Queues)
        {
            Queues(text, queues);
        }

        foreach (ApplicationStatus application in document.Applications)
        {
            Line(text, $"sessions {application.Instance} {string.Join(',', application.Sessions)}");
        }

        return text.WrittenSpan;
    }

    private static void Queues(ArrayBufferWriter<byte> text, QueueSnapshot queues)
    {
        if (queues.Reading is { } reading)
        {
            Line(text, $"queues {queues.Instance} {StateFields.Of(reading.At)} {(long)reading.Duration.TotalMilliseconds}");
            Contents(text, reading);
        }
        else
        {
            Line(text, $"queues {queues.Instance}");
        }

        if (queues.Failure is { } failure)
        {
            Line(text, $"failure {StateFields.Of(failure)}");
        }
    }

    private static void Contents(ArrayBufferWriter<byte> text, QueueReading reading)
    {
        for (MailQueue queue = MailQueue.Maildrop; queue <= MailQueue.Corrupt; queue++)
        {
            string name = MailQueueNames.Of(queue);
            switch (reading[queue])
            {
                case { Details: { } details } known:
                    Line(text, $"queue {name} {known.Messages} {details.Octets} {details.OldestAge} {string.Join(',', details.Ages)}");
                    break;
                case { } counted:
                    Line(text, $"queue {name} {counted.Messages}");
                    break;
                default:
                    break;
            }
        }
    }

    private static void Line(
        ArrayBufferWriter<byte> text, [InterpolatedStringHandlerArgument(nameof(text))] StateInterpolation line) => line.End();
}
