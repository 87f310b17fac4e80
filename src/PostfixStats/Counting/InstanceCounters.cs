// One Postfix instance's block of counters in the store.

using System.Text;

namespace PostfixStats.Counting;

/// <summary>
/// Where the counters of one Postfix instance stand: a block of consecutive slots, the fixed counters first, then those of
/// each delivery service in the order the services were first seen.
/// </summary>
public sealed class InstanceCounters
{
    /// <summary>How many named delivery services an instance may have; further ones share <c>~other</c>.</summary>
    public const int MaxServices = 64;

    /// <summary>Slots that one instance takes.</summary>
    internal const int BlockSize = CounterNames.FixedCount + ((MaxServices + 1) * CounterNames.PerServiceCount);

    private readonly NameTable _services = new(MaxServices);
    private readonly int _base;

    internal InstanceCounters(int index, string name, DateTimeOffset firstSeen)
    {
        Index = index;
        Name = name;
        FirstSeen = firstSeen;
        _base = index * BlockSize;
    }

    /// <summary>The number that stands for this instance in the MIB, from 1; 0 for lines that belong to no instance. It never changes.</summary>
    public int Index { get; }

    /// <summary>The part of the syslog tag before the first slash, such as <c>postfix</c> or <c>postfix-out</c>.</summary>
    public string Name { get; }

    /// <summary>When a line of this instance was first counted.</summary>
    public DateTimeOffset FirstSeen { get; }

    /// <summary>The delivery services by row; the MIB's row index is the row plus one.</summary>
    public string[] Services => _services.Names;

    /// <summary>The slot of a fixed counter.</summary>
    public int Slot(Counter counter) => _base + (int)counter;

    /// <summary>The slot of a fixed counter of the instance with an index.</summary>
    internal static int Slot(int index, Counter counter) => (index * BlockSize) + (int)counter;

    /// <summary>The slot of a delivery service's counter.</summary>
    public int Slot(ServiceCounter counter, int serviceRow) =>
        _base + CounterNames.FixedCount + (serviceRow * CounterNames.PerServiceCount) + (int)counter;

    /// <summary>The row of a delivery service, added at its first use; the caller has validated the name.</summary>
    /// <param name="name">A valid name (<see cref="NameTable.IsValid"/>).</param>
    /// <param name="capped">True where the name went to <c>~other</c>.</param>
    public int ServiceRow(ReadOnlySpan<byte> name, out bool capped) => _services.RowOf(name, out capped);

    /// <summary>The row of a delivery service by name, or -1.</summary>
    public int FindService(string name) => _services.Find(Encoding.UTF8.GetBytes(name));

    /// <summary>The name people type for a slot of this instance.</summary>
    internal string NameOf(int slot)
    {
        int offset = slot - _base;
        if (offset < CounterNames.FixedCount)
        {
            return CounterNames.Of((Counter)offset);
        }

        (int row, int counter) = Math.DivRem(offset - CounterNames.FixedCount, CounterNames.PerServiceCount);
        return CounterNames.Of((ServiceCounter)counter, _services.Names[row]);
    }

    /// <summary>The slot of a name, or -1 where this instance has no such counter.</summary>
    internal int SlotOf(string name)
    {
        if (CounterNames.TryParse(name, out Counter counter))
        {
            return Slot(counter);
        }

        return CounterNames.TryParse(name, out ServiceCounter serviceCounter, out string service)
            && FindService(service) is >= 0 and int row
            ? Slot(serviceCounter, row)
            : -1;
    }

    /// <summary>Whether some service was over the cap.</summary>
    internal bool HasOtherService => FindService(NameTable.Other) >= 0;

    /// <summary>Whether all services of another instance fit in.</summary>
    internal bool HasRoomFor(InstanceCounters other) =>
        other.Services.Count(service => FindService(service) < 0) <= _services.Room;

    internal bool TryRestoreService(string name) => _services.TryRestore(name);
}
