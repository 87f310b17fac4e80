// The lines of the state file, one after another, without copying.

namespace PostfixStats.State;

/// <summary>Enumerates the records of a verified state file.</summary>
public ref struct StateRecords
{
    private ReadOnlySpan<byte> _left;

    /// <summary>Begins before the first record.</summary>
    public StateRecords(ReadOnlySpan<byte> records)
    {
        _left = records;
    }

    /// <summary>The record this stands at.</summary>
    public StateRecord Current { get; private set; }

    /// <summary>This, for foreach.</summary>
    public readonly StateRecords GetEnumerator() => this;

    /// <summary>Goes to the next record.</summary>
    public bool MoveNext()
    {
        if (_left.IsEmpty)
        {
            return false;
        }

        int end = _left.IndexOf((byte)'\n');
        Current = new StateRecord(_left[..end]);
        _left = _left[(end + 1)..];
        return true;
    }
}
