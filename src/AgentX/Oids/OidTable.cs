// Sorted OIDs in one flat array, searched by spans: the order of a MIB without an object per name.
namespace AgentX;

/// <summary>An immutable sorted set of OIDs, or of what follows an OID in others.</summary>
internal sealed class OidTable
{
    private readonly uint[] _subIds;
    private readonly int[] _starts;

    /// <summary>How many sub-identifiers all names share at their beginning; searches compare them once.</summary>
    private readonly int _shared;

    /// <summary>Takes names that are sorted and different.</summary>
    public OidTable(IReadOnlyList<uint[]> sorted)
    {
        _starts = new int[sorted.Count + 1];
        for (var i = 0; i < sorted.Count; i++)
            _starts[i + 1] = _starts[i] + sorted[i].Length;
        _subIds = new uint[_starts[^1]];
        for (var i = 0; i < sorted.Count; i++)
            sorted[i].CopyTo(_subIds.AsSpan(_starts[i]));

        // What the first and the last of sorted names share, those between share too.
        if (sorted.Count > 0)
            _shared = this[0].CommonPrefixLength(this[Count - 1]);
    }

    public int Count => _starts.Length - 1;

    public ReadOnlySpan<uint> this[int index] => _subIds.AsSpan(_starts[index].._starts[index + 1]);

    /// <summary>The first index whose name is <paramref name="name"/> or comes after it; Count if there is none.</summary>
    public int LowerBound(scoped ReadOnlySpan<uint> name) => Bound(name, equalGoesRight: 0);

    /// <summary>The first index whose name comes after <paramref name="name"/>; Count if there is none.</summary>
    public int UpperBound(scoped ReadOnlySpan<uint> name) => Bound(name, equalGoesRight: 1);

    /// <summary>The index of <paramref name="name"/>, or -1.</summary>
    public int Find(scoped ReadOnlySpan<uint> name)
    {
        var index = LowerBound(name);
        return index < Count && this[index].SequenceEqual(name) ? index : -1;
    }

    private int Bound(scoped ReadOnlySpan<uint> name, int equalGoesRight)
    {
        if (Count == 0)
            return 0;

        // A name that leaves the shared beginning lies before all or after all.
        var shared = name.CommonPrefixLength(this[0][.._shared]);
        if (shared < _shared)
            return shared == name.Length || name[shared] < this[0][shared] ? 0 : Count;

        var rest = name[_shared..];
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            if (this[middle][_shared..].SequenceCompareTo(rest) < equalGoesRight)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
