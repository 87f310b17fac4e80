// The counters at one moment, for readers on other threads.

using System.Buffers;

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
            foreach ((CounterName counter, long value) in Listed(each).Concat(Others(each, also)))
            {
                string name = counter.ToString();
                named[name] = named.GetValueOrDefault(name) + value;
            }
        }

        return named;
    }

    /// <summary>
    /// The counters of the closed list, summed over the instances and what belongs to none: the eight documented names always, every
    /// other one that has counted.
    /// </summary>
    internal IEnumerable<(CounterName Name, long Value)> Totals()
    {
        for (Counter counter = 0; (int)counter < CounterNames.FixedCount; counter++)
        {
            if (Total(counter) is not 0 and long value)
            {
                yield return (new CounterName(CounterNames.Of(counter)), value);
            }
        }

        for (ServiceCounter counter = 0; (int)counter < CounterFamilies.Service.Listed; counter++)
        {
            foreach ((string service, long value) in SumsByService(counter))
            {
                yield return (new CounterName(CounterFamilies.Service.Prefixes[(int)counter], service), value);
            }
        }

        foreach (string name in CounterNames.Documented)
        {
            if (Total(name) == 0)
            {
                yield return (new CounterName(name), 0);
            }
        }
    }

    /// <summary>The counters of an instance that are in the closed list and not zero, by name.</summary>
    internal IEnumerable<(CounterName Name, long Value)> Listed(InstanceCounters instance)
    {
        for (Counter counter = 0; (int)counter < CounterNames.FixedCount; counter++)
        {
            if (this[instance.Slot(counter)] is not 0 and long value)
            {
                yield return (new CounterName(CounterNames.Of(counter)), value);
            }
        }

        foreach ((CounterName name, long value) in NonZero(instance, CounterFamilies.Service, 0, CounterFamilies.Service.Listed))
        {
            yield return (name, value);
        }
    }

    private IEnumerable<(CounterName Name, long Value)> Others(InstanceCounters instance, CounterSet sets) =>
        CounterFamilies.All.Where(family => sets.HasFlag(family.Set))
            .SelectMany(family => NonZero(instance, family, family.Listed, family.Width));

    private IEnumerable<(CounterName Name, long Value)> NonZero(InstanceCounters instance, CounterFamily family, int first, int end)
    {
        string[] rows = instance.Rows(family);
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = first; column < end; column++)
            {
                if (this[instance.Slot(family, row, column)] is not 0 and long value)
                {
                    yield return (new CounterName(family.Prefixes[column], rows[row]), value);
                }
            }
        }
    }

    /// <summary>A counter of every delivery service that is not zero, summed over the instances, by the services' names.</summary>
    private IEnumerable<(string Service, long Value)> SumsByService(ServiceCounter counter)
    {
        (string Service, long Value)[] values = ArrayPool<(string Service, long Value)>.Shared.Rent(
            _instances.Length * CounterFamilies.Service.Rows);
        try
        {
            int count = 0;
            foreach (InstanceCounters instance in _instances)
            {
                string[] services = instance.Rows(CounterFamilies.Service);
                for (int row = 0; row < services.Length; row++)
                {
                    if (this[instance.Slot(counter, row)] is not 0 and long value)
                    {
                        values[count++] = (services[row], value);
                    }
                }
            }

            values.AsSpan(0, count).Sort((left, right) => string.CompareOrdinal(left.Service, right.Service));
            for (int i = 0; i < count;)
            {
                (string service, long sum) = values[i];
                for (i++; i < count && values[i].Service == service; i++)
                {
                    sum += values[i].Value;
                }

                yield return (service, sum);
            }
        }
        finally
        {
            ArrayPool<(string Service, long Value)>.Shared.Return(values, clearArray: true);
        }
    }

    private long Total(string name) =>
        CounterNames.TryParse(name, out Counter counter) ? Total(counter)
        : CounterFamilies.TryParse(name, out _, out int column, out string service) ? Total((ServiceCounter)column, service)
        : 0;

    /// <summary>The instance of a slot and the counter's name within it.</summary>
    internal (InstanceCounters Instance, string Name) Describe(int slot)
    {
        InstanceCounters instance = _instances[slot / InstanceCounters.BlockSize];
        return (instance, instance.NameOf(slot));
    }
}
