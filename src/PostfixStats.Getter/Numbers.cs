// All numbers of a state file, where one look is not enough.

using System.Text;
using PostfixStats.Counting;
using PostfixStats.State;

namespace PostfixStats.Getter;

internal static class Numbers
{
    /// <summary>The numbers by name, in ordinal order of the names' bytes.</summary>
    /// <param name="records">The records of a verified state file.</param>
    /// <param name="instance">One instance, or null for the sums over all.</param>
    /// <param name="also">What is wanted besides the closed list.</param>
    /// <returns>Null where there is no such instance.</returns>
    public static SortedDictionary<string, ulong>? Read(ReadOnlySpan<byte> records, string? instance, CounterSet also)
    {
        var numbers = new SortedDictionary<string, ulong>(StringComparer.Ordinal);
        foreach (string each in CounterNames.Documented)
        {
            numbers[each] = 0;
        }

        byte[] wanted = Encoding.UTF8.GetBytes(instance ?? "");
        bool found = instance is null;
        bool inside = found;
        foreach (StateRecord record in new StateRecords(records))
        {
            if (record.Kind.SequenceEqual("instance"u8))
            {
                inside = instance is null || record.First.SequenceEqual(wanted);
                found |= inside;
            }
            else if (record.Kind.SequenceEqual(instance is null ? "total"u8 : "count"u8))
            {
                if (inside && StateText.TryParseValue(record.Rest, out ulong value))
                {
                    numbers[Encoding.ASCII.GetString(record.First)] = value;
                }
            }
            else if (inside && record.Kind.SequenceEqual("row"u8))
            {
                AddRow(Encoding.ASCII.GetString(record.Text).Split(' '), also, numbers);
            }
        }

        return found ? numbers : null;
    }

    /// <summary><c>FAMILY NAME</c> and the values of the row's counters that are not in the closed list.</summary>
    private static void AddRow(string[] fields, CounterSet also, SortedDictionary<string, ulong> numbers)
    {
        CounterFamily? family = CounterFamilies.All.FirstOrDefault(each => each.Name == fields[0] && also.HasFlag(each.Set));
        for (int i = 2; family is not null && i < fields.Length && family.Listed + i - 2 < family.Width; i++)
        {
            if (StateText.TryParseValue(Encoding.ASCII.GetBytes(fields[i]), out ulong value) && value > 0)
            {
                string name = family.NameOf(family.Listed + i - 2, fields[1]);
                numbers[name] = numbers.GetValueOrDefault(name) + value;
            }
        }
    }
}
