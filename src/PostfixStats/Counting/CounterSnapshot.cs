// The counters at one moment, for readers on other threads.

namespace PostfixStats.Counting;

/// <summary>An unchanging copy of the counters.</summary>
public sealed class CounterSnapshot
{
    private readonly InstanceCounters[] _instances;
    private readonly long[][] _blocks;

    /// <summary>Takes the values of each instance.</summary>
    internal CounterSnapshot(InstanceCounters[] instances, long[][] blocks)
    {
        _instances = instances;
        _blocks = blocks;
    }

    /// <summary>The Postfix instances by row.</summary>
    public ReadOnlySpan<InstanceCounters> Instances => _instances.AsSpan(1);

    /// <summary>The instances and, first, what belongs to none.</summary>
    internal ReadOnlySpan<InstanceCounters> AllInstances => _instances;

    /// <summary>The value of one counter; 0 where its row is newer than the snapshot.</summary>
    public long this[int slot]
    {
        get
        {
            (int block, int place) = Math.DivRem(slot, InstanceCounters.BlockSize);
            return block < _blocks.Length ? _blocks[block][place] : 0;
        }
    }

    /// <summary>The counters of a row.</summary>
    internal ReadOnlySpan<long> Row(InstanceCounters instance, CounterFamily family, int row) =>
        _blocks[instance.Index].AsSpan(family.Offset + (row * family.Width), family.Width);

    /// <summary>A fixed counter, summed over the instances and what belongs to none.</summary>
    public long Total(Counter counter)
    {
        long sum = 0;
        foreach (InstanceCounters instance in _instances)
        {
            sum += this[instance.Slot(counter)];
        }

        return sum;
    }

    /// <summary>A delivery service's counter, summed over the instances.</summary>
    public long Total(ServiceCounter counter, string service)
    {
        long sum = 0;
        foreach (InstanceCounters instance in _instances)
        {
            if (instance.FindRow(CounterFamilies.Service, service) is >= 0 and int row)
            {
                sum += this[instance.Slot(counter, row)];
            }
        }

        return sum;
    }

    /// <summary>A delivery service's counter, summed over services and instances.</summary>
    public long Total(ServiceCounter counter)
    {
        long sum = 0;
        foreach (InstanceCounters instance in _instances)
        {
            for (int row = 0; row < instance.Rows(CounterFamilies.Service).Length; row++)
            {
                sum += this[instance.Slot(counter, row)];
            }
        }

        return sum;
    }

    /// <summary>
    /// The values by name, in ordinal order of the names' bytes: the eight documented names always, every other one that has counted.
    /// </summary>
    /// <param name="instance">One instance, or null for the sums over all.</param>
    /// <param name="also">What is wanted besides the closed list.</param>
    public SortedDictionary<string, long> Named(InstanceCounters? instance = null, CounterSet also = CounterSet.Listed)
    {
        var named = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (string name in CounterNames.Documented)
        {
            named[name] = 0;
        }

        foreach (InstanceCounters each in instance is null ? _instances : [instance])
        {
            foreach ((string name, long value) in Listed(each).Concat(Others(each, also)))
            {
                named[name] = named.GetValueOrDefault(name) + value;
            }
        }

        return named;
    }

    /// <summary>The counters of an instance that are in the closed list and not zero, by name.</summary>
    internal IEnumerable<(string Name, long Value)> Listed(InstanceCounters instance)
    {
        for (Counter counter = 0; (int)counter < CounterNames.FixedCount; counter++)
        {
            if (this[instance.Slot(counter)] is not 0 and long value)
            {
                yield return (CounterNames.Of(counter), value);
            }
        }

        foreach (CounterFamily family in CounterFamilies.All)
        {
            foreach ((string name, long value) in NonZero(instance, family, 0, family.Listed))
            {
                yield return (name, value);
            }
        }
    }

    private IEnumerable<(string Name, long Value)> Others(InstanceCounters instance, CounterSet sets) =>
        CounterFamilies.All.Where(family => sets.HasFlag(family.Set))
            .SelectMany(family => NonZero(instance, family, family.Listed, family.Width));

    private IEnumerable<(string Name, long Value)> NonZero(InstanceCounters instance, CounterFamily family, int first, int end)
    {
        string[] rows = first < end ? instance.Rows(family) : [];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = first; column < end; column++)
            {
                if (this[instance.Slot(family, row, column)] is not 0 and long value)
                {
                    yield return (family.NameOf(column, rows[row]), value);
                }
            }
        }
    }

    /// <summary>The instance of a slot and the counter's name within it.</summary>
    internal (InstanceCounters Instance, string Name) Describe(int slot)
    {
        InstanceCounters instance = _instances[slot / InstanceCounters.BlockSize];
        return (instance, instance.NameOf(slot));
    }
}
