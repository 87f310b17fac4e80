// A log of a few lines, counted with its messages.

using System.Text;
using PostfixStats.Counting;
using PostfixStats.Grammar;

namespace PostfixStats.Messages;

/// <summary>Counts lines that are given without time and host: <c>smtpd: 4FAB1C2D3E: client=x[192.0.2.1]</c>.</summary>
internal sealed class CountedLog
{
    private readonly LineCounter _counter;

    public CountedLog(int capacity = 1000, bool fromMiddle = false, GrammarOptions? options = null)
    {
        Tracker = new MessageTracker(Store, capacity, fromMiddle);
        _counter = new LineCounter(Store, options ?? GrammarOptions.Default, messages: Tracker);
    }

    public CounterStore Store { get; } = new(TimeProvider.System);

    public MessageTracker Tracker { get; private set; }

    /// <summary>What the messages came to, such as <c>received=1 received-recipients=2</c>.</summary>
    public string Messages => string.Join(' ', Store.Snapshot().Named(also: CounterSet.Messages)
        .Where(each => each.Key.StartsWith("msg:", StringComparison.Ordinal))
        .Select(each => $"{each.Key[4..]}={each.Value}"));

    /// <summary>Counts lines; an instance's name may stand before the program's.</summary>
    public CountedLog Count(params string[] lines)
    {
        foreach (string line in lines)
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            string tag = line[..colon];
            tag = tag.Contains('/', StringComparison.Ordinal) ? tag : "postfix/" + tag;
            _counter.Count(Encoding.UTF8.GetBytes($"Sep  5 12:00:00 mx {tag}[7]{line[colon..]}"));
        }

        return this;
    }

    /// <summary>Counts a line that is no program's.</summary>
    public CountedLog CountRaw(string line)
    {
        _counter.Count(Encoding.UTF8.GetBytes(line));
        return this;
    }
}
