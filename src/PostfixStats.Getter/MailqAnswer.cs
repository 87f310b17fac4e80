// The queues as LibreNMS' application "postfix" reads them: four lines, incoming, active, deferred, hold.

using System.Globalization;
using System.Text;
using PostfixStats.State;

namespace PostfixStats.Getter;

internal static class MailqAnswer
{
    private static readonly string[] Queues = ["incoming", "active", "deferred", "hold"];

    /// <summary>Prints the messages in each queue, of all instances together or of one.</summary>
    /// <returns>The exit code: 0, or 1 where a number is not known or too old.</returns>
    public static int Give(ReadOnlySpan<byte> records, in Options options)
    {
        ulong[] messages = new ulong[Queues.Length];
        int[] known = new int[Queues.Length];
        int instances = 0;
        long oldest = 0;
        bool inside = false;
        bool unread = false;
        foreach (StateRecord record in new StateRecords(records))
        {
            if (record.Kind.SequenceEqual("queues"u8))
            {
                inside = options.Instance is null || record.First.SequenceEqual(Encoding.UTF8.GetBytes(options.Instance));
                instances += inside ? 1 : 0;
                unread |= inside && record.Rest.IsEmpty;
                oldest = inside ? Math.Max(oldest, Answer.SecondsSince(FirstField(record.Rest))) : oldest;
            }
            else if (inside && record.Kind.SequenceEqual("queue"u8) && Array.IndexOf(Queues, Encoding.ASCII.GetString(record.First)) is >= 0 and int queue)
            {
                known[queue] += StateText.TryParseValue(FirstField(record.Rest), out ulong count) ? 1 : 0;
                messages[queue] += count;
            }
        }

        return instances == 0 ? Output.Fail(options.Instance is { } name ? $"No queues of instance \"{name}\"" : "No queues are read; see queues in postfix-stats.json(5)")
            : unread ? Output.Fail("Queues have not been read yet")
            : oldest > (options.MaxAge ?? Options.UsualAge) ? Output.Fail(string.Create(CultureInfo.InvariantCulture, $"Queues were read {oldest} seconds ago"))
            : Array.FindIndex(known, count => count < instances) is >= 0 and int unknown ? Output.Fail($"The queue {Queues[unknown]} is not known")
            : Output.Line(string.Join('\n', messages));
    }

    private static ReadOnlySpan<byte> FirstField(ReadOnlySpan<byte> text) => text.IndexOf((byte)' ') is >= 0 and int space ? text[..space] : text;
}
