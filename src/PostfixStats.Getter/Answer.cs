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

        Span<byte> buffer = Native.Allocate(StateText.MaxLength + 1);
        int error = Native.ReadFile(options.State, buffer, out int length);
        if (error != 0)
        {
            return Output.Fail($"Couldn't open state file: {Marshal.GetPInvokeErrorMessage(error)}");
        }

        StateVerdict verdict = StateText.Verify(buffer[..length], out ReadOnlySpan<byte> records);
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
            return options.LibreNms == "mailq" ? MailqAnswer.Give(records, options) : PostfixDetailedAnswer.Give(records, options);
        }

        // The usual question needs no table.
        if (options is { Key: { } key, Instance: null }
            && StateText.TryGetTotal(records, Encoding.UTF8.GetBytes(key), out ulong value))
        {
            return Output.Line(Number(value, options.Wide));
        }

        return Numbers.Read(records, options.Instance, options.All ? options.Also : CounterSet.Details | CounterSet.Messages) is { } numbers
            ? Print(numbers, options)
            : Output.Fail($"No such instance \"{options.Instance}\"");
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

    private static int Print(SortedDictionary<string, ulong> numbers, in Options options)
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
