// Repeat lines whose first line is not known yet.

using PostfixStats.Counting;

namespace PostfixStats.Grammar;

/// <summary><c>last message repeated N times</c> at the beginning of a part of a log: the line they repeat is in the part before.</summary>
internal sealed class OpenRepeats
{
    private readonly Dictionary<InstanceCounters, long> _lines = [];

    /// <summary>How many copies of the line before they stand for.</summary>
    public long Times { get; private set; }

    /// <summary>How many of these lines there are, by the instance whose tag they have.</summary>
    public IReadOnlyCollection<KeyValuePair<InstanceCounters, long>> Lines => _lines;

    /// <summary>Notes a line.</summary>
    public void Add(InstanceCounters owner, long times)
    {
        Times += times;
        _lines[owner] = _lines.GetValueOrDefault(owner) + 1;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _lines.Clear();
        Times = 0;
    }
}
