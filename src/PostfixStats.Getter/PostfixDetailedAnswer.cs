// The last five minutes as LibreNMS' application "postfix" reads them: 32 lines.

using System.Globalization;
using System.Text;
using PostfixStats.State;

namespace PostfixStats.Getter;

internal static class PostfixDetailedAnswer
{
    /// <summary>Prints what was counted in the last whole interval, in the order of LibreNMS; what our counters do not tell is 0, because LibreNMS takes numbers only.</summary>
    /// <returns>The exit code: 0, or 1 where there is no such interval or it is too long ago.</returns>
    public static int Give(ReadOnlySpan<byte> records, in Options options)
    {
        if (options.Instance is not null)
        {
            return Output.Fail("--librenms postfixdetailed is over all instances");
        }

        foreach (StateRecord record in new StateRecords(records))
        {
            if (record.Kind.SequenceEqual("interval"u8))
            {
                long age = Answer.SecondsSince(record.First);
                return age > (options.MaxAge ?? Options.UsualAge)
                    ? Output.Fail(string.Create(CultureInfo.InvariantCulture, $"The last five minutes of counting ended {age} seconds ago"))
                    : Output.Line(Encoding.ASCII.GetString(record.Rest).Replace(',', '\n').Replace('-', '0'));
            }
        }

        return Output.Fail("No five minutes have been counted yet");
    }
}
