// Looks the answer up in the state file.

using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using PostfixStats.Counting;
using PostfixStats.State;

namespace PostfixStats.Getter;

internal static class Answer
{
    /// <summary>Prints what was asked.</summary>
    /// <returns>The exit code: 0, or 1 where there is no number.</returns>
    public static int Give(in Options options)
    {
        if (options.Help)
        {
            return Output.Line(Options.Usage);
        }

        if (options.Version)
        {
            return Output.Line($"postfix-stats-get {Version}");
        }

        byte[] buffer = GC.AllocateUninitializedArray<byte>(StateText.MaxLength + 1);
        int error = Native.ReadFile(options.State, buffer, out int length);
        if (error != 0)
        {
            return Output.Fail($"Couldn't open state file: {Marshal.GetPInvokeErrorMessage(error)}");
        }

        StateVerdict verdict = StateText.Verify(buffer.AsSpan(0, length), out ReadOnlySpan<byte> records);
        if (verdict != StateVerdict.Good)
        {
            return Output.Fail($"Couldn't open state file: {Reason(verdict)}");
        }

        if (options.MaxAge is { } limit && AgeOf(records) is var age && age > limit)
        {
            return Output.Fail(string.Create(CultureInfo.InvariantCulture, $"State is {age} seconds old"));
        }

        if (options.LibreNms is not null)
        {
            return MailqAnswer.Give(records, options);
        }

        if (options.Instance is { } name)
        {
            return InstanceNumbers(records, name) is { } numbers
                ? PrintFrom(numbers, options)
                : Output.Fail($"No such instance \"{name}\"");
        }

        return options.All ? PrintTotals(records, options.Wide) : PrintTotal(records, options);
    }

    private static string Version =>
        typeof(Answer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static string Reason(StateVerdict verdict) => verdict switch
    {
        StateVerdict.Empty => "it is empty",
        StateVerdict.Foreign => "it is no state file of postfix-statsd",
        StateVerdict.UnknownVersion => "it was written by another version of postfix-statsd",
        _ => "it is damaged",
    };

    private static int PrintTotal(ReadOnlySpan<byte> records, in Options options)
    {
        if (StateText.TryGetTotal(records, Encoding.UTF8.GetBytes(options.Key!), out ulong value))
        {
            return Output.Line(Number(value, options.Wide));
        }

        return options.Default is { } instead ? Output.Line(instead) : Output.Fail($"No such key \"{options.Key}\"");
    }

    private static int PrintTotals(ReadOnlySpan<byte> records, bool wide)
    {
        var text = new StringBuilder();
        foreach (StateRecord record in new StateRecords(records))
        {
            if (record.Kind.SequenceEqual("total"u8) && StateText.TryParseValue(record.Rest, out ulong value))
            {
                text.Append(Encoding.ASCII.GetString(record.First)).Append(' ').Append(Number(value, wide)).Append('\n');
            }
        }

        Native.WriteAll(Encoding.ASCII.GetBytes(text.ToString()));
        return 0;
    }

    private static int PrintFrom(SortedDictionary<string, ulong> numbers, in Options options)
    {
        if (!options.All)
        {
            return numbers.TryGetValue(options.Key!, out ulong value) ? Output.Line(Number(value, options.Wide))
                : options.Default is { } instead ? Output.Line(instead)
                : Output.Fail($"No such key \"{options.Key}\"");
        }

        var text = new StringBuilder();
        foreach ((string name, ulong value) in numbers)
        {
            text.Append(name).Append(' ').Append(Number(value, options.Wide)).Append('\n');
        }

        Native.WriteAll(Encoding.ASCII.GetBytes(text.ToString()));
        return 0;
    }

    /// <summary>The numbers of one instance, or null where there is none of that name.</summary>
    private static SortedDictionary<string, ulong>? InstanceNumbers(ReadOnlySpan<byte> records, string name)
    {
        SortedDictionary<string, ulong>? numbers = null;
        byte[] wanted = Encoding.UTF8.GetBytes(name);
        bool inside = false;
        foreach (StateRecord record in new StateRecords(records))
        {
            if (record.Kind.SequenceEqual("instance"u8))
            {
                inside = record.First.SequenceEqual(wanted);
                if (inside)
                {
                    numbers = new SortedDictionary<string, ulong>(StringComparer.Ordinal);
                    foreach (string each in CounterNames.Documented)
                    {
                        numbers[each] = 0;
                    }
                }
            }
            else if (inside && record.Kind.SequenceEqual("count"u8) && StateText.TryParseValue(record.Rest, out ulong value))
            {
                numbers![Encoding.ASCII.GetString(record.First)] = value;
            }
        }

        return numbers;
    }

    /// <summary>How long ago the daemon saved the state, in seconds.</summary>
    private static long AgeOf(ReadOnlySpan<byte> records)
    {
        foreach (StateRecord record in new StateRecords(records))
        {
            if (record.Kind.SequenceEqual("saved"u8))
            {
                return SecondsSince(record.Text);
            }
        }

        return long.MaxValue;
    }

    /// <summary>How long ago a time of the state file is, in seconds.</summary>
    public static long SecondsSince(ReadOnlySpan<byte> time) =>
        DateTimeOffset.TryParse(
            Encoding.ASCII.GetString(time), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset then)
            ? (long)(TimeProvider.System.GetUtcNow() - then).TotalSeconds
            : long.MaxValue;

    /// <summary>A Counter32 is the low 32 bits of the counter (RFC 2578 7.1.6).</summary>
    private static string Number(ulong value, bool wide) =>
        (wide ? value : (uint)value).ToString(CultureInfo.InvariantCulture);
}
