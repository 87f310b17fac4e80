// A memory as text, to compare two.

using System.Globalization;
using System.Text;

namespace PostfixStats.Messages;

internal static class Described
{
    /// <summary>All that is remembered, a line a message, the least recently heard of first.</summary>
    public static string Describe(this MessageTracker tracker)
    {
        MessageMemory memory = tracker.Memory;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{memory.Uncertain} {memory.DiscardedClient}");
        for (int place = memory.Oldest; place != MessageMemory.None; place = memory.Next(place))
        {
            MessageEntry each = memory[place];
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{memory.KeyOf(place):x} {each.Instance} {each.Origin} {each.Flags & MessageFlags.Kept} {each.Agents} {each.Size} {each.Recipients} {each.Minute}");
        }

        return text.ToString();
    }
}
