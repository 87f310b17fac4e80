// The JSON that `count --format json` prints.

using System.Text.Json;
using PostfixStats.Counting;

namespace PostfixStats.Daemon.Commands;

/// <summary><c>{"version":1,"totals":{NAME:N,...},"instances":{"postfix":{NAME:N,...},...}}</c>.</summary>
internal static class CountJson
{
    /// <summary>Writes the object and a line feed.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="counters">The counters.</param>
    /// <param name="only">One instance, or null for all.</param>
    /// <param name="also">What is wanted besides the closed list.</param>
    public static void Write(Stream output, CounterSnapshot counters, InstanceCounters? only, CounterSet also)
    {
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", 1);
            writer.WritePropertyName("totals");
            WriteNumbers(writer, counters.Named(only, also));
            writer.WriteStartObject("instances");
            foreach (InstanceCounters instance in counters.Instances)
            {
                if (only is null || instance == only)
                {
                    writer.WritePropertyName(instance.Name);
                    WriteNumbers(writer, counters.Named(instance, also));
                }
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteNumbers(Utf8JsonWriter writer, SortedDictionary<string, long> numbers)
    {
        writer.WriteStartObject();
        foreach ((string name, long value) in numbers)
        {
            writer.WriteNumber(name, value);
        }

        writer.WriteEndObject();
    }
}
