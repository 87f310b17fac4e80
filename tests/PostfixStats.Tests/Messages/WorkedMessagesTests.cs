using PostfixStats.Counting;
using PostfixStats.Grammar;

namespace PostfixStats.Messages;

/// <summary>A log worked out by hand, line by line.</summary>
public class WorkedMessagesTests
{
    [Fact]
    public void Each_line_counts_what_was_worked_out()
    {
        var store = new CounterStore(TimeProvider.System);
        var counter = new LineCounter(store, GrammarOptions.Default, messages: new MessageTracker(store));
        var before = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (WorkedLine worked in WorkedLine.Read("messages.tsv"))
        {
            Assert.Equal(LineOutcome.Counted, counter.Count(worked.Bytes));
            var moved = new List<string>();
            foreach ((string name, long value) in store.Snapshot().Named(also: CounterSet.Messages))
            {
                long change = value - before.GetValueOrDefault(name);
                before[name] = value;
                if (change != 0 && name.StartsWith("msg:", StringComparison.Ordinal))
                {
                    moved.Add($"{name}={change}");
                }
            }

            Assert.Equal(worked.Expected, string.Join(',', moved));
        }
    }
}
