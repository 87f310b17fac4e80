// One Postfix instance's block of counters in the store.

using System.Text;

namespace PostfixStats.Counting;

/// <summary>
/// Where the counters of one Postfix instance stand: a block of consecutive slots, the fixed counters first, then those of each
/// family's rows; rows that come from the log are in the order in which they were first seen.
/// </summary>
public sealed class InstanceCounters
{
    /// <summary>How many named delivery services an instance may have; further ones share <c>~other</c>.</summary>
    public const int MaxServices = 64;

    /// <summary>Slots that one instance takes.</summary>
    internal static readonly int BlockSize = CounterNames.FixedCount + CounterFamilies.Size;

    private readonly NameTable[] _rows;
    private readonly int _base;

    internal InstanceCounters(int index, string name, DateTimeOffset firstSeen, NamePool pool)
    {
        _rows = [.. CounterFamilies.All.Select(family => family.NewRows(pool))];
        Index = index;
        Name = name;
        FirstSeen = firstSeen;
        _base = index * BlockSize;
    }

    /// <summary>The number that stands for this instance in the MIB, from 1; 0 for lines that belong to no instance. It never changes.</summary>
    public int Index { get; }

    /// <summary>The part of the syslog tag before the first slash, such as <c>postfix</c> or <c>postfix-out</c>.</summary>
    public string Name { get; }

    /// <summary>When a line of this instance was first counted, or its queues were first read.</summary>
    public DateTimeOffset FirstSeen { get; }

    /// <summary>The names of a family's rows; the MIB's row index is the place plus one.</summary>
    public string[] Rows(CounterFamily family) => _rows[family.Index].Names;

    /// <summary>The slot of a fixed counter.</summary>
    public int Slot(Counter counter) => _base + (int)counter;

    /// <summary>The slot of a delivery service's counter.</summary>
    public int Slot(ServiceCounter counter, int row) => Slot(CounterFamilies.Service, row, (int)counter);

    /// <summary>The slot of a row's counter.</summary>
    /// <param name="family">The family.</param>
    /// <param name="row">The row's place, from 0.</param>
    /// <param name="column">The counter's place in the row, from 0.</param>
    public int Slot(CounterFamily family, int row, int column) => _base + family.Offset + (row * family.Width) + column;

    /// <summary>The row and the counter of a family that a slot of this instance stands for.</summary>
    /// <param name="family">The family.</param>
    /// <param name="slot">A slot of this instance.</param>
    /// <param name="row">The row's place, from 0.</param>
    /// <param name="column">The counter's place in the row, from 0.</param>
    /// <returns>False where it is none of the family's.</returns>
    internal bool TryFindCell(CounterFamily family, int slot, out int row, out int column)
    {
        int offset = slot - _base - family.Offset;
        (row, column) = Math.DivRem(offset, family.Width);
        return offset >= 0 && row < family.Rows;
    }

    /// <summary>The slot of a message counter of the instance with an index.</summary>
    internal static int Slot(int index, MessageCounter counter) => (index * BlockSize) + CounterFamilies.Message.Offset + (int)counter;

    /// <summary>The row of a name, added at its first use; the caller has validated the name.</summary>
    /// <param name="family">A family whose rows come from the log.</param>
    /// <param name="name">A valid name (<see cref="NameTable.IsValid"/>).</param>
    /// <param name="capped">True where the name went to <c>~other</c>.</param>
    public int RowOf(CounterFamily family, ReadOnlySpan<byte> name, out bool capped) => _rows[family.Index].RowOf(name, out capped);

    /// <summary>A family's row by name, or -1.</summary>
    public int FindRow(CounterFamily family, string name) => Array.IndexOf(Rows(family), name);

    /// <summary>How many rows there are in all; a new one makes it grow.</summary>
    public int RowCount
    {
        get
        {
            int count = 0;
            foreach (NameTable rows in _rows)
            {
                count += rows.Names.Length;
            }

            return count;
        }
    }

    /// <summary>The name people type for a slot of this instance.</summary>
    internal string NameOf(int slot)
    {
        int offset = slot - _base;
        if (offset < CounterNames.FixedCount)
        {
            return CounterNames.Of((Counter)offset);
        }

        CounterFamily family = CounterFamilies.At(offset);
        (int row, int column) = Math.DivRem(offset - family.Offset, family.Width);
        return family.NameOf(column, Rows(family)[row]);
    }

    /// <summary>The slot of a name, or -1 where this instance has no such counter.</summary>
    internal int SlotOf(string name)
    {
        if (CounterNames.TryParse(name, out Counter counter))
        {
            return Slot(counter);
        }

        return CounterFamilies.TryParse(name, out CounterFamily family, out int column, out string rowName)
            && FindRow(family, rowName) is >= 0 and int row
            ? Slot(family, row, column)
            : -1;
    }

    /// <summary>Makes the rows of another instance exist here too; they fit in.</summary>
    internal void AddRows(InstanceCounters other)
    {
        for (int family = 0; family < _rows.Length; family++)
        {
            NameTable rows = other._rows[family];
            for (int row = 0; row < rows.Count && rows != _rows[family]; row++)
            {
                _rows[family].RowOf(rows.NameAt(row), out _);
            }
        }
    }

    /// <summary>The slot here of the counter that a slot of another instance, whose rows exist here too, stands for.</summary>
    internal int Counterpart(InstanceCounters other, int slot)
    {
        int offset = slot - other._base;
        if (offset < CounterNames.FixedCount)
        {
            return _base + offset;
        }

        CounterFamily family = CounterFamilies.At(offset);
        (int row, int column) = Math.DivRem(offset - family.Offset, family.Width);
        int here = family.IsFixed ? row : _rows[family.Index].Find(other._rows[family.Index].NameAt(row));
        return Slot(family, here, column);
    }

    /// <summary>Whether some name was over the cap.</summary>
    internal bool HasOtherRow => _rows.Any(rows => rows.HasOther);

    /// <summary>Whether all rows of another instance fit in.</summary>
    internal bool HasRoomFor(InstanceCounters other) =>
        _rows.Zip(other._rows).All(both => both.First.HasRoomFor(both.Second));

    internal bool TryRestoreRow(CounterFamily family, string name) => _rows[family.Index].TryRestore(name);
}
