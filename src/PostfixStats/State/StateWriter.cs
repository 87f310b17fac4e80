// Writes the state file's text.

using System.Buffers;
using System.Globalization;
using System.Text;
using PostfixStats.Counting;
using PostfixStats.Following;

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
        Line(text, $"saved {Stamp(document.Saved)}");
        Line(text, $"since {Stamp(document.CountingSince)}");
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

        foreach ((string path, IReadOnlyList<LogPosition> positions) in document.Logs)
        {
            Log(text, path, positions, counters);
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
            Line(text, $"instance {instance.Name} {Stamp(instance.FirstSeen)}");
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

    private static void Log(ArrayBufferWriter<byte> text, string path, IReadOnlyList<LogPosition> positions, CounterSnapshot counters)
    {
        Line(text, $"log {Escape(path)}");
        foreach (LogPosition position in positions)
        {
            string role = position.IsFinished ? "finished" : "reading";
            Line(text, $"file {role} {position.Identity.Device:x}:{position.Identity.Inode} {position.Offset} {position.Fingerprint}");
            foreach (int slot in position.LastEffect)
            {
                (InstanceCounters instance, string name) = counters.Describe(slot);
                Line(text, $"effect {name} {instance.Name}");
            }
        }
    }

    /// <summary>Keeps a record on its line whatever a file is called.</summary>
    private static string Escape(string path) =>
        path.Replace("%", "%25", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Stamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void Line(ArrayBufferWriter<byte> text, FormattableString line)
    {
        Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture), text);
        text.Write("\n"u8);
    }
}
