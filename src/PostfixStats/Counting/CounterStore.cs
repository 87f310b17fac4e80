// All counters of the process: one flat array, written by the one thread that counts.

using System.Text;

namespace PostfixStats.Counting;

/// <summary>
/// The counters of every Postfix instance on this host. A counter is a slot in one array, so that what a line does to the
/// counters is a short list of slots. Written by one thread; others read a <see cref="CounterSnapshot"/>.
/// </summary>
public sealed class CounterStore
{
    /// <summary>How many named instances there may be; further ones share <c>~other</c>.</summary>
    public const int MaxInstances = 16;

    private readonly TimeProvider _clock;
    private readonly NamePool _pool = new();
    private readonly NameTable _names;
    private InstanceCounters[] _instances;
    private long[] _values = new long[InstanceCounters.BlockSize];
    private long[][] _latest = [];

    /// <summary>Makes an empty store.</summary>
    /// <param name="clock">Tells when an instance is first seen.</param>
    public CounterStore(TimeProvider clock)
    {
        _clock = clock;
        _names = new NameTable(_pool, MaxInstances);
        _instances = [new InstanceCounters(0, "", default, _pool)];
    }

    /// <summary>Where lines count that belong to no instance: other programs' lines and lines without a header.</summary>
    public InstanceCounters Unowned => _instances[0];

    /// <summary>The Postfix instances by row, without <see cref="Unowned"/>.</summary>
    public ReadOnlySpan<InstanceCounters> Instances => _instances.AsSpan(1);

    /// <summary>
    /// The counters of an instance, made at its first use. A name that may not become one of ours, or is over the cap, counts
    /// under <c>~other</c> and in <c>names:capped</c> there.
    /// </summary>
    public InstanceCounters Instance(ReadOnlySpan<byte> name, out bool capped)
    {
        int row;
        if (NameTable.IsValid(name))
        {
            row = _names.RowOf(name, out capped);
        }
        else
        {
            row = _names.OtherRow();
            capped = true;
        }

        while (row + 1 >= _instances.Length)
        {
            AddInstance(_clock.GetUtcNow());
        }

        return _instances[row + 1];
    }

    /// <summary>The instance of that name, or null.</summary>
    public InstanceCounters? FindInstance(string name) =>
        _names.Find(Encoding.UTF8.GetBytes(name)) is >= 0 and int row ? _instances[row + 1] : null;

    /// <summary>Adds to one counter.</summary>
    public void Add(int slot, long amount) => _values[slot] += amount;

    /// <summary>The value of one counter.</summary>
    public long this[int slot] => _values[slot];

    /// <summary>How many lines were read: each is exactly one of the five <c>lines:</c> counters.</summary>
    public long LinesRead
    {
        get
        {
            long sum = 0;
            foreach (InstanceCounters instance in _instances)
            {
                for (Counter outcome = Counter.LinesCounted; outcome <= Counter.LinesUnparsed; outcome++)
                {
                    sum += _values[instance.Slot(outcome)];
                }
            }

            return sum;
        }
    }

    /// <summary>Adds the counters of another store, by name, in the order in which it has seen the names.</summary>
    /// <returns>False, and nothing added, where it has names over the caps or the two together would.</returns>
    public bool TryAdd(CounterStore other)
    {
        if (!HasRoomFor(other))
        {
            return false;
        }

        foreach (InstanceCounters each in other._instances)
        {
            InstanceCounters here = Counterpart(each);
            here.AddRows(each);
            int first = each.Slot(default(Counter));
            for (int slot = first; slot < first + InstanceCounters.BlockSize; slot++)
            {
                if (other._values[slot] is not 0 and long value)
                {
                    _values[here.Counterpart(each, slot)] += value;
                }
            }
        }

        return true;
    }

    /// <summary>The instance of the same name as one of another store.</summary>
    internal InstanceCounters Counterpart(InstanceCounters other) =>
        other.Index == 0 ? Unowned : Instance(Encoding.ASCII.GetBytes(other.Name), out _);

    /// <summary>The slot of the counter that a slot of another store, once added, stands for.</summary>
    internal int Counterpart(CounterStore other, int slot)
    {
        InstanceCounters instance = other._instances[slot / InstanceCounters.BlockSize];
        return Counterpart(instance).Counterpart(instance, slot);
    }

    private bool HasRoomFor(CounterStore other)
    {
        int instances = 0;
        foreach (InstanceCounters each in other.Instances)
        {
            InstanceCounters? here = FindInstance(each.Name);
            instances += here is null ? 1 : 0;
            if (each.Name == NameTable.Other || each.HasOtherRow || here?.HasRoomFor(each) == false)
            {
                return false;
            }
        }

        return instances <= _names.Room;
    }

    /// <summary>Sets every counter to zero; instances and services keep their rows.</summary>
    public void Clear() => Array.Clear(_values);

    /// <summary>A copy that other threads may read while counting goes on; it shares with the one before what has not changed.</summary>
    public CounterSnapshot Snapshot()
    {
        long[][] blocks = new long[_instances.Length][];
        for (int block = 0; block < blocks.Length; block++)
        {
            ReadOnlySpan<long> values = _values.AsSpan(block * InstanceCounters.BlockSize, InstanceCounters.BlockSize);
            blocks[block] = block < _latest.Length && values.SequenceEqual(_latest[block]) ? _latest[block] : values.ToArray();
        }

        _latest = blocks;
        return new CounterSnapshot(_instances, blocks);
    }

    /// <summary>Puts an instance read from the state file back at the next row; null where the name cannot be one.</summary>
    internal InstanceCounters? TryRestoreInstance(string name, DateTimeOffset firstSeen) =>
        _names.TryRestore(name) ? AddInstance(firstSeen) : null;

    private InstanceCounters AddInstance(DateTimeOffset firstSeen)
    {
        int index = _instances.Length;
        var added = new InstanceCounters(index, _names.Names[index - 1], firstSeen, _pool);
        Array.Resize(ref _values, (index + 1) * InstanceCounters.BlockSize);
        _instances = [.. _instances, added];
        return added;
    }
}
