// The counters at one moment, for readers on other threads.

namespace PostfixStats.Counting;

/// <summary>An unchanging copy of the counters.</summary>
public sealed class CounterSnapshot
{
    private readonly InstanceCounters[] _instances;
    private readonly long[] _values;

    internal CounterSnapshot(InstanceCounters[] instances, long[] values)
    {
        _instances = instances;
        _values = values;
    }

    /// <summary>The Postfix instances by row.</summary>
    public ReadOnlySpan<InstanceCounters> Instances => _instances.AsSpan(1);

    /// <summary>The instances and, first, what belongs to none.</summary>
    internal ReadOnlySpan<InstanceCounters> AllInstances => _instances;

    /// <summary>The value of one counter; 0 where its row is newer than the snapshot.</summary>
    public long this[int slot] => slot < _values.Length ? _values[slot] : 0;

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
            if (instance.FindService(service) is >= 0 and int row)
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
    public SortedDictionary<string, long> Named(InstanceCounters? instance = null)
    {
        var named = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (string name in CounterNames.Documented)
        {
            named[name] = 0;
        }

        foreach (InstanceCounters each in instance is null ? _instances : [instance])
        {
            foreach ((string name, long value) in NonZero(each))
            {
                named[name] = named.GetValueOrDefault(name) + value;
            }
        }

        return named;
    }

    /// <summary>The counters of an instance that are not zero, by name, in the order of their slots.</summary>
    internal IEnumerable<(string Name, long Value)> NonZero(InstanceCounters instance)
    {
        int first = instance.Slot(default(Counter));
        int used = CounterNames.FixedCount + (instance.Services.Length * CounterNames.PerServiceCount);
        for (int slot = first; slot < first + used; slot++)
        {
            if (this[slot] is not 0 and long value)
            {
                yield return (instance.NameOf(slot), value);
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
