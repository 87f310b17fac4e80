// Writes the state file's text.

using System.Buffers;
using System.Globalization;
using System.Text;
using PostfixStats.Counting;
using PostfixStats.Following;
using PostfixStats.Journal;

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
        Line(text, $"postfix-stats-state {StateText.Version}");
        Line(text, $"saved {StateFields.Of(document.Saved)}");
        Line(text, $"since {StateFields.Of(document.CountingSince)}");
        Line(text, $"gaps {document.Gaps}");
        Line(text, $"write-errors {document.WriteErrors}");
        foreach ((string name, long value) in counters.Named())
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

        Span<byte> trailer = stackalloc byte[StateText.TrailerLength];
        StateText.WriteTrailer(text.WrittenSpan, trailer);
        text.Write(trailer);
        return text.WrittenSpan.ToArray();
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

        foreach (string service in instance.Services)
        {
            Line(text, $"service {service}");
        }

        foreach ((string name, long value) in counters.NonZero(instance))
        {
            Line(text, $"count {name} {value}");
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
        foreach (int slot in effect.Slots)
        {
            (InstanceCounters instance, string name) = counters.Describe(slot);
            Line(text, $"effect {name} {instance.Name}");
        }

        if (effect.Weight != 1)
        {
            Line(text, $"weight {effect.Weight}");
        }
    }

    private static void Line(ArrayBufferWriter<byte> text, FormattableString line)
    {
        Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture), text);
        text.Write("\n"u8);
    }
}
