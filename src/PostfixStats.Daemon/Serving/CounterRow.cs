// A row of a family of counters.

using PostfixStats.Counting;

namespace PostfixStats.Daemon.Serving;

/// <summary>One row of one instance.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Family">The family.</param>
/// <param name="Place">The row's place there, from 0; its index in the MIB is one more.</param>
internal readonly record struct CounterRow(InstanceCounters Instance, CounterFamily Family, int Place)
{
    /// <summary>The name of the row.</summary>
    public string Name => Instance.Rows(Family)[Place];

    /// <summary>The slot of one of its counters.</summary>
    public int Slot(int column) => Instance.Slot(Family, Place, column);
}
